import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import type { Direction } from '../../bundle/traffic/network-policy';
import { valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

const DIRECTIONS: readonly (readonly [Direction, string])[] = [
  ['ingress', 'Ingress'],
  ['egress', 'Egress'],
];

/** A namespace isolates all of its pods, in both directions. */
export const defaultDeny: Rule = {
  id: 'default-deny',
  answer: 'opinion',
  why: 'a pod that no NetworkPolicy selects may talk to everyone, and everyone to it: even one that is added tomorrow',
  example:
    'Namespace shop: metadata.name: expected a NetworkPolicy in it with podSelector {} that denies Ingress and Egress, received none for Egress [default-deny]',
  check: (bundle) => {
    const policies = NetworkPolicies.of(bundle);
    const lessClosed = (bundle.cluster.lessClosed ?? []).filter(({ network }) => network === 'open');
    return bundle.ofKind('Namespace').flatMap((object) => {
      const { name } = object.metadata;
      // A NetworkPolicy does not isolate the network of a node.
      const pods = bundle.select(name, {}).filter(({ spec }) => valueAt(spec, 'hostNetwork') !== true);
      if (pods.length === 0 || lessClosed.some(({ namespace }) => namespace === name)) return [];
      const ofAll = policies.ofNamespace(name).filter(({ selector }) => selector.length === 0);
      const open = DIRECTIONS.filter(([direction]) => {
        // A rule without peers and ports takes everything back.
        return !ofAll.some(({ rules }) => {
          return rules[direction]?.every(({ peers, ports }) => peers.length > 0 || ports.length > 0);
        });
      });
      if (open.length === 0) return [];
      return [
        {
          object,
          field: 'metadata.name',
          expected: 'a NetworkPolicy in it with podSelector {} that denies Ingress and Egress',
          received: `none for ${open.map(([, type]) => type).join(' and ')}`,
        },
      ];
    });
  },
};
