import type { Bundle } from '../../bundle/bundle';
import { outside } from '../../bundle/references/outside';
import { knownNamespaces, NAMESPACE_NAME, nearestNamespaces, sharedNamespaces } from '../../bundle/traffic/namespaces';
import { isEmpty, selected, withoutPods } from '../../bundle/workloads/pod-selection';
import { type Json, listAt, type Manifest, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A NetworkPolicy selects pods, and each of its peers exists. */
export const networkPolicySelectsPods: Rule = {
  id: 'network-policy-selects-pods',
  answer: 'risk',
  why: 'a NetworkPolicy with a mistyped selector protects nothing, and one with a mistyped peer lets nobody through',
  example:
    'NetworkPolicy default/db: spec.podSelector: expected the labels of pods in namespace default, received {"matchLabels":{"app":"bd"}}; did you mean "app=db"? [network-policy-selects-pods]',
  check: (bundle) => {
    const known = knownNamespaces(bundle);
    const shared = sharedNamespaces(bundle);
    return bundle.ofKind('NetworkPolicy').flatMap((object) => {
      const namespace = namespaceOf(object);
      const selector = valueAt(object, 'spec', 'podSelector');
      const own = shared.has(namespace) ? [] : podsIn(bundle, object, namespace, 'spec.podSelector', selector);
      const peers = peersOf(object).flatMap(({ peer, path, others }) => {
        const place = peerNamespace(peer, namespace);
        if (place !== undefined && place !== namespace && !known.has(place)) {
          const field = `${path}.namespaceSelector.matchLabels[${NAMESPACE_NAME}]`;
          const meant = nearestNamespaces(bundle).of(place);
          return [
            {
              ...outside('Namespace', '', place, meant),
              object,
              field,
              expected: 'a namespace that exists',
              received: quoted(place),
              meant,
            },
          ];
        }
        // Where the bundle runs nothing, others may.
        if (place === undefined || shared.has(place) || bundle.select(place, {}).length === 0) return [];
        // Beside the known clients, a label lets in whoever has the label.
        const isOpen = others > 0 && askToBeLetIn(stringsAt(peer, 'podSelector', 'matchLabels'));
        return isOpen ? [] : podsIn(bundle, object, place, `${path}.podSelector`, valueAt(peer, 'podSelector'));
      });
      return [...own, ...peers];
    });
  },
};

/** True for labels by which pods of any manifests ask to be let in: `db-access: orders`. */
const askToBeLetIn = (labels: Readonly<Record<string, string>>): boolean =>
  Object.keys(labels).some((label) => /(^|[/-])(access|allow|allowed|client|needs|uses)([/-]|$)/i.test(label));

function podsIn(
  bundle: Bundle,
  object: Manifest,
  namespace: string,
  field: string,
  selector: Json | undefined,
): Finding[] {
  if (isEmpty(selector) || selected(bundle, namespace, selector).length > 0) return [];
  return [{ object, field, ...withoutPods(bundle, namespace, selector, stringsAt(selector, 'matchLabels')) }];
}

interface Peer {
  readonly peer: Json;
  readonly path: string;
  /** The number of other peers in the same list. */
  readonly others: number;
}

function peersOf(policy: Manifest): Peer[] {
  const sides = { ingress: 'from', egress: 'to' };
  return Object.entries(sides).flatMap(([direction, side]) =>
    listAt(policy, 'spec', direction).flatMap((rule, index) =>
      listAt(rule, side).map((peer, position, { length }) => {
        return { peer, path: `spec.${direction}[${index}].${side}[${position}]`, others: length - 1 };
      }),
    ),
  );
}

/** The only namespace of a peer's pods: by default the policy's own. Undefined if several are possible. */
function peerNamespace(peer: Json, own: string): string | undefined {
  const selector = valueAt(peer, 'namespaceSelector');
  return selector === undefined ? own : stringAt(selector, 'matchLabels', NAMESPACE_NAME);
}
