import { misfit, textMisfits } from '../../bundle/text-misfits';
import { type KubernetesVersion, NEWEST } from '../../kubernetes/kubernetes-version';
import { NAME_FIELDS, OBJECT_NAMES } from '../../kubernetes/name-fields';
import { dnsLabel, dnsSubdomain, letterLabel, syntaxIn } from '../../kubernetes/name-syntax';
import { shapes } from '../../kubernetes/object-shapes';
import { entryOf } from '../../manifest/entry-of';
import { listAt, type Manifest, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Names have the syntax that the API server requires. */
export const names: Rule = {
  id: 'names',
  answer: 'broken',
  why: 'the API server rejects an object with a name, label, key or port name that it cannot use',
  example:
    'Namespace Board_API: metadata.name: expected a DNS label (1 to 63 lower case letters, digits and -, a letter or digit at both ends), received "Board_API" [names]',
  check: (bundle) => [
    ...bundle.manifests.flatMap((object) => misnamed(object, bundle.cluster.kubernetes)),
    ...bundle.ofKind('StatefulSet').flatMap(misnamedClaims),
    ...textMisfits(bundle, NAME_FIELDS, (naming) => naming),
  ],
};

function misnamed(object: Manifest, kubernetes: KubernetesVersion): Finding[] {
  const builtIn = shapes(kubernetes).kindOf(object) !== undefined;
  const wanted = syntaxIn(kubernetes, (builtIn ? entryOf(OBJECT_NAMES, object.kind) : undefined) ?? dnsSubdomain);
  const { name } = object.metadata;
  // Servers before 1.36 reject the name. Without a known version, the cluster may be one of those.
  if (object.kind === 'Service' && builtIn && kubernetes === NEWEST && dnsLabel.fits(name) && !letterLabel.fits(name)) {
    return [{ ...misfit(object, 'metadata.name', letterLabel, name), answer: 'risk' }];
  }
  return wanted === undefined || wanted.fits(name) ? [] : [misfit(object, 'metadata.name', wanted, name)];
}

/** The name of a claim template becomes the name of a volume. */
function misnamedClaims(object: Manifest): Finding[] {
  return listAt(object, 'spec', 'volumeClaimTemplates').flatMap((template, index) => {
    const name = valueAt(template, 'metadata', 'name');
    if (typeof name !== 'string' || dnsLabel.fits(name)) return [];
    return [misfit(object, `spec.volumeClaimTemplates[${index}].metadata.name`, dnsLabel, name)];
  });
}
