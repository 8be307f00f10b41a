import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { confinedTo } from '../checker/bundle/label-selector';
import { NAMESPACE_NAME } from '../checker/bundle/traffic/namespaces';
import { NetworkPolicies } from '../checker/bundle/traffic/network-policies';
import type { Policy, PortRange, TrafficPeer } from '../checker/bundle/traffic/network-policy';
import { podOf } from '../checker/bundle/traffic/pod';
import { selected } from '../checker/bundle/workloads/pod-selection';
import { namespaceOf, stringAt, valueAt } from '../checker/manifest/manifest';
import { type Declared, outsideOf } from './declared-connection';

/**
 * The connections that NetworkPolicies open for certain pods. A rule for whole namespaces declares none: who of them
 * connects, the rule does not say.
 */
export function openedConnections(bundle: Bundle): Declared[] {
  return NetworkPolicies.of(bundle).all.flatMap((policy) => {
    if (policy.selector.length === 0) return [];
    const own = selected(bundle, namespaceOf(policy.manifest), valueAt(policy.manifest, 'spec', 'podSelector'));
    return (['ingress', 'egress'] as const).flatMap((direction) =>
      (policy.rules[direction] ?? []).flatMap(({ peers, ports }) =>
        peers.flatMap((peer) =>
          partiesOf(bundle, policy, peer).flatMap((other) =>
            own.flatMap((pod) => {
              const [source, target] = direction === 'ingress' ? [other, pod] : [pod, other];
              if ('role' in source) return [];
              return portsOf(ports, target).map((port) => ({ source, target, ...port }));
            }),
          ),
        ),
      ),
    );
  });
}

function partiesOf(bundle: Bundle, { manifest }: Policy, peer: TrafficPeer): Declared['target'][] {
  const block = stringAt(peer.ipBlock, 'cidr');
  if (block !== undefined) return [outsideOf(block)];
  if (peer.pods.length === 0) return [];
  const names = peer.namespaces ? (confinedTo(peer.namespaces, NAMESPACE_NAME) ?? []) : [namespaceOf(manifest)];
  return names.flatMap((name) => selected(bundle, String(name), valueAt(peer.json, 'podSelector')));
}

function portsOf(ranges: readonly PortRange[], target: PodTemplate | Declared['target']) {
  if (ranges.length === 0) return [{ port: undefined, protocol: 'TCP' }];
  return ranges.flatMap(({ port, protocol }) => {
    if (typeof port !== 'string') return [{ port: typeof port === 'number' ? port : undefined, protocol }];
    const named = 'role' in target ? [] : (podOf(target).ports ?? []);
    return named.filter(({ name }) => name === port).map((each) => ({ port: each.port, protocol }));
  });
}
