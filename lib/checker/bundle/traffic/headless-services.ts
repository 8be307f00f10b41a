import { getOrInsert } from '../../manifest/get-or-insert';
import { type Manifest, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { labelOf } from '../label-selector';

/** The Services of a namespace that are looked through for one StatefulSet. */
const MOST = 100;

/** The headless Services with a selector, and without a StatefulSet of their own. */
export function headlessBehind(bundle: Bundle, { namespace, labels }: PodTemplate): Manifest[] {
  return (ungoverning(bundle).get(namespace) ?? []).filter((service) => {
    const selector = Object.entries(stringsAt(service, 'spec', 'selector'));
    return selector.length > 0 && selector.every(([label, value]) => labelOf(labels, label) === value);
  });
}

const ungoverning = once((bundle: Bundle): ReadonlyMap<string, Manifest[]> => {
  const governing = new Set(
    bundle.ofKind('StatefulSet').map((set) => `${namespaceOf(set)}/${stringAt(set, 'spec', 'serviceName')}`),
  );
  const found = new Map<string, Manifest[]>();
  for (const service of bundle.ofKind('Service')) {
    const isHeadless = stringAt(service, 'spec', 'clusterIP') === 'None';
    const known = getOrInsert(found, namespaceOf(service), () => []);
    if (isHeadless && known.length < MOST && !governing.has(`${namespaceOf(service)}/${service.metadata.name}`))
      known.push(service);
  }
  return found;
});
