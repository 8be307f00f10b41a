import type { Bundle } from '../../bundle/bundle';
import { labelOf, requirementsOf } from '../../bundle/label-selector';
import { NAMESPACE_NAME } from '../../bundle/traffic/namespaces';
import { listAt, type Manifest, namespaceOf, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

const SIDES = { ingress: 'from', egress: 'to' };
/** Labels with the name of a namespace, as people write them. No namespace has such a label by itself. */
const NAME = /^(name|namespace|ns|kubernetes\.io\/(name|namespace))$/;

/** The namespaces that a NetworkPolicy selects have the labels. */
export const policiesNameNamespaces: Rule = {
  id: 'policies-name-namespaces',
  answer: 'risk',
  why: 'a namespace has no label but its kubernetes.io/metadata.name by itself: a peer by another label lets nobody through',
  example:
    'NetworkPolicy db/clients: spec.ingress[0].from[0].namespaceSelector: expected "kubernetes.io/metadata.name", the label that namespace shop has, received {"matchLabels":{"name":"shop"}} [policies-name-namespaces]',
  check: (bundle) =>
    bundle.ofKind('NetworkPolicy').flatMap((object) =>
      Object.entries(SIDES).flatMap(([direction, side]) =>
        listAt(object, 'spec', direction).flatMap((rule, index) =>
          listAt(rule, side).flatMap((peer, position): Finding[] => {
            const selector = valueAt(peer, 'namespaceSelector');
            const field = `spec.${direction}[${index}].${side}[${position}].namespaceSelector`;
            return mistaken(bundle, selector).map((expected) => ({
              object,
              field,
              expected,
              received: quoted(selector),
            }));
          }),
        ),
      ),
    ),
};

function mistaken(bundle: Bundle, selector: unknown): string[] {
  const wanted = Object.entries(stringsAt(selector, 'matchLabels'));
  const made = bundle.ofKind('Namespace');
  const [[key, value] = ['', ''], ...others] = wanted;
  if (key === '' || others.length > 0 || key === NAMESPACE_NAME || requirementsOf(selector as never).length > 1)
    return [];
  const labelsOf = (namespace: Manifest) => stringsAt(namespace, 'metadata', 'labels');
  if (labelled(bundle).has(`${key}=${value}`)) return [];
  if (NAME.test(key) && inUse(bundle).has(value)) return [`"${NAMESPACE_NAME}", the label that namespace ${value} has`];
  // A set that names other namespaces by their own label means that label.
  const [[only, ...several], isUsed] = [[...keysInUse(bundle)].filter((each) => each !== key), NAME.test(key)];
  if (isUsed && several.length === 0 && only === NAMESPACE_NAME && usesOf(bundle, key) === 1)
    return [`"${NAMESPACE_NAME}", by which the other peers name their namespaces`];
  // Of the namespaces here, one has the label with another value, or the value in its name.
  const near = made.filter(
    ({ metadata }) => metadata.name.split('-').includes(value) || value.split('-').includes(metadata.name),
  );
  const lacking = near.filter((each) => labelOf(labelsOf(each), key) === undefined);
  const [single, ...more] = lacking;
  if (single === undefined || more.length > 0) return [];
  return [`a label of a namespace: Namespace ${single.metadata.name} has no ${key}`];
}

/** The labels of all namespaces of the bundle. */
const labelled = once((bundle: Bundle): ReadonlySet<string> => {
  const all = bundle.ofKind('Namespace').flatMap((each) => Object.entries(stringsAt(each, 'metadata', 'labels')));
  return new Set(all.map(([key, value]) => `${key}=${value}`));
});

/** The namespaces with objects of the bundle. */
const inUse = once(
  (bundle: Bundle): ReadonlySet<string> =>
    new Set([...bundle.manifests.map(namespaceOf), ...bundle.ofKind('Namespace').map(({ metadata }) => metadata.name)]),
);

/** The labels by which the peers of all NetworkPolicies name namespaces, with the number of the peers. */
const namesInUse = once((bundle: Bundle): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const policy of bundle.ofKind('NetworkPolicy')) {
    for (const [direction, side] of Object.entries(SIDES)) {
      for (const peer of listAt(policy, 'spec', direction).flatMap((rule) => listAt(rule, side))) {
        for (const key of Object.keys(stringsAt(peer, 'namespaceSelector', 'matchLabels'))) {
          found.set(key, (found.get(key) ?? 0) + 1);
        }
      }
    }
  }
  return found;
});
const keysInUse = (bundle: Bundle): string[] => [...namesInUse(bundle).keys()];
const usesOf = (bundle: Bundle, key: string): number => namesInUse(bundle).get(key) ?? 0;
