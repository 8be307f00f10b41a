import type { Bundle } from '../../bundle/bundle';
import type { Labels } from '../../bundle/label-selector';
import { kinship } from '../../bundle/references/kinship';
import { isEmpty, selected, withoutPods } from '../../bundle/workloads/pod-selection';
import { type Json, listAt, stringsAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The lists of terms below `affinity`, and the field of a weighted term. */
const LISTS = ['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
  { path: [kind, 'requiredDuringSchedulingIgnoredDuringExecution'], term: [] },
  { path: [kind, 'preferredDuringSchedulingIgnoredDuringExecution'], term: ['podAffinityTerm'] },
]);

/** The pods that an affinity names are there. */
export const affinitySelectsPods: Rule = {
  id: 'affinity-selects-pods',
  answer: 'risk',
  why: 'a pod that must run beside pods that are nowhere stays Pending, and replicas that keep away from pods that are nowhere may all stand on one node',
  example:
    'Deployment default/api: spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: expected the labels of pods in namespace default, received {"matchLabels":{"app":"apo"}}; did you mean "app=api"? [affinity-selects-pods]',
  about: ['podAffinity', 'podAntiAffinity'],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner: object, namespace, spec, path, labels: own }) =>
      LISTS.flatMap((list) =>
        listAt(spec, 'affinity', ...list.path).flatMap((entry, index): Finding[] => {
          const term: Json | undefined = valueAt(entry, ...list.term);
          const selector = valueAt(term, 'labelSelector');
          // Terms of other namespaces speak of pods that are often applied apart.
          const isElsewhere =
            valueAt(term, 'namespaceSelector') !== undefined ||
            listAt(term, 'namespaces').some((name) => name !== namespace);
          if (isElsewhere || isEmpty(selector) || selected(bundle, namespace, selector).length > 0) return [];
          const field = [`${path}.affinity`, `${list.path.join('.')}[${index}]`, ...list.term, 'labelSelector'].join(
            '.',
          );
          const labels = stringsAt(selector, 'matchLabels');
          const kin = field.includes('.podAffinity.required') ? kindred(bundle, namespace, labels, own) : undefined;
          const found = withoutPods(bundle, namespace, selector, labels);
          return [{ object, field, ...found, ...(kin && { answer: 'risk', assumes: undefined, meant: kin }) }];
        }),
      ),
    ),
};

/** The pods beside which a pod of the bundle must run are in the bundle, if a single one of other pods has a kindred label. */
function kindred(bundle: Bundle, namespace: string, wanted: Labels, own: Labels): string | undefined {
  const [[label, value] = ['', ''], ...others] = Object.entries(wanted);
  if (label === '' || others.length > 0) return undefined;
  const values = bundle.select(namespace, {}).flatMap(({ labels }) => labels[label] ?? []);
  const kin = new Set(values.filter((each) => each !== own[label] && kinship(value, each) !== undefined));
  const [part, ...more] = [...kin].filter((each) => value.startsWith(`${each}-`) || each.startsWith(`${value}-`));
  if (part !== undefined && more.length === 0) return `${label}=${part}`;
  return kin.size === 1 ? `${label}=${[...kin][0]}` : undefined;
}
