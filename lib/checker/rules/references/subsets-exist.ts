import type { Bundle } from '../../bundle/bundle';
import { labelOf } from '../../bundle/label-selector';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listItems, valuesAt } from '../../manifest/field-path';
import { listAt, type Manifest, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A subset of a VirtualService stands in a DestinationRule of the host, and has pods. */
export const subsetsExist: Rule = {
  id: 'subsets-exist',
  answer: 'broken',
  why: 'Istio answers 503 for the share of the requests that a missing or empty subset gets',
  example:
    'VirtualService default/web: spec.http[0].route[0].destination.subset: expected a subset of a DestinationRule of web (v1, v2), received "v3" [subsets-exist]',
  about: ['DestinationRule'],
  check: (bundle) => [
    ...bundle.ofKind('VirtualService').flatMap((object) => missingSubsets(bundle, object)),
    ...bundle.ofKind('DestinationRule').flatMap((object) => emptySubsets(bundle, object)),
  ],
};

function missingSubsets(bundle: Bundle, object: Manifest): Finding[] {
  return ['http', 'tcp', 'tls'].flatMap((protocol) =>
    valuesAt(object, `spec.${protocol}[].route[].destination`).flatMap(({ value, path }): Finding[] => {
      const subset = stringAt(value, 'subset');
      const host = hostOf(object, stringAt(value, 'host'));
      const rules = bundle
        .ofKind('DestinationRule')
        .filter((rule) => hostOf(rule, stringAt(rule, 'spec', 'host')) === host);
      const known = rules.flatMap((rule) =>
        listAt(rule, 'spec', 'subsets').map((each) => stringAt(each, 'name') ?? ''),
      );
      // The rule of a host without one stands in other manifests.
      if (subset === undefined || rules.length === 0 || known.includes(subset)) return [];
      const expected = `a subset of a DestinationRule of ${stringAt(value, 'host')} (${known.join(', ') || 'none'})`;
      const field = `${path}.subset`;
      return [{ object, field, expected, received: quoted(subset), meant: nearest(subset, known) }];
    }),
  );
}

function emptySubsets(bundle: Bundle, object: Manifest): Finding[] {
  const [name = '', namespace = ''] = hostOf(object, stringAt(object, 'spec', 'host')).split('.');
  const service = bundle.find('Service', namespace, name);
  const pods = service ? podsBehind(bundle, service) : [];
  if (pods.length === 0) return [];
  return listItems(object, '', 'spec.subsets').flatMap(({ item, path }): Finding[] => {
    const labels = Object.entries(stringsAt(item, 'labels'));
    if (pods.some((pod) => labels.every(([label, value]) => labelOf(pod.labels, label) === value))) return [];
    const expected = `labels of pods of Service ${namespace}/${name}`;
    return [{ object, field: `${path.slice(1)}.labels`, expected, received: quoted(Object.fromEntries(labels)) }];
  });
}

/** The host of a Service without the suffix of the cluster. A short name is of the own namespace. */
function hostOf(object: Manifest, host = ''): string {
  const short = host.replace(/\.svc(\.cluster\.local)?$/, '');
  return short.includes('.') ? short : `${short}.${namespaceOf(object)}`;
}
