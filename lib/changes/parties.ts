import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { certainLabels, confinedTo, type Labels, meets } from '../checker/bundle/label-selector';
import { knownNamespaces, NAMESPACE_NAME } from '../checker/bundle/traffic/namespaces';
import { NetworkPolicies } from '../checker/bundle/traffic/network-policies';
import {
  covers,
  type Direction,
  type PortRange,
  type TrafficPeer,
  type TrafficRule,
} from '../checker/bundle/traffic/network-policy';
import { type Pod, podOf } from '../checker/bundle/traffic/pod';
import type { Addresses } from '../checker/connection';
import { identity, stringAt } from '../checker/manifest/manifest';

/** The other end of a connection. */
export interface Party {
  readonly name: string;
  /** A workload of the manifests; pods or addresses of others; every pod and address. */
  readonly end: PodTemplate | Pod | Addresses | 'everybody';
}

/** A protocol and a port. The port 0 stands for all ports together. */
export type Port = readonly [protocol: string, port: number];

export const EVERY_PORT: Port = ['TCP', 0];
export const EVERYBODY: Party = { name: 'every pod and address', end: 'everybody' };

/** The workload at the other end. Undefined for pods and addresses of others. */
export const workloadOf = ({ end }: Party): PodTemplate | undefined =>
  typeof end === 'object' && 'owner' in end ? end : undefined;

/** The workloads of the manifests. */
export const workloads = (bundle: Bundle): Party[] =>
  bundle.templates.map((template) => ({ name: identity(template.owner), end: template }));

/** The peers of NetworkPolicies outside of the manifests. */
export function outsiders(bundle: Bundle): Party[] {
  const known = knownNamespaces(bundle);
  const peers = NetworkPolicies.of(bundle).all.flatMap(({ rules }) =>
    [...(rules.ingress ?? []), ...(rules.egress ?? [])].flatMap((rule) => rule.peers),
  );
  return peers.flatMap(({ ipBlock, namespaces, pods }): Party[] => {
    const cidr = stringAt(ipBlock, 'cidr');
    if (cidr !== undefined) return [{ name: cidr, end: { cidrs: [cidr] } }];
    const labels = certainLabels(pods);
    const names = namespaces ? confinedTo(namespaces, NAMESPACE_NAME) : [];
    return (names ?? [])
      .filter((name): name is string => typeof name === 'string' && (!known.has(name) || name === 'kube-system'))
      .map((namespace) => ({ name: outsider(namespace, labels), end: { namespace, labels, ports: undefined } }));
  });
}

function outsider(namespace: string, labels: Labels): string {
  const words = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return `namespace ${namespace}${words.length === 0 ? '' : ` (${words.join(', ')})`}`;
}

/** True if NetworkPolicies let a connection through, at both ends if both are workloads. */
export function isOpen(bundle: Bundle, direction: Direction, own: PodTemplate, party: Party, port: Port): boolean {
  const policies = NetworkPolicies.of(bundle);
  const { end } = party;
  if (end === 'everybody') return admits(policies, direction, own, port, isAnyone);
  const [protocol, number] = port;
  const isClosed = (side: Direction, template: PodTemplate, other: Pod | Addresses) =>
    policies.blocking(side, template, other, number, protocol).length > 0;
  if ('owner' in end) {
    const back = direction === 'ingress' ? 'egress' : 'ingress';
    return !isClosed(direction, own, podOf(end)) && !isClosed(back, end, podOf(own));
  }
  if (end.cidrs) return !isClosed(direction, own, end);
  return admits(policies, direction, own, port, (peer) => isAnyone(peer) || names(peer, end));
}

/** True if no policy isolates the pods, or if a rule has a peer of this kind, or no peer at all. */
function admits(
  policies: NetworkPolicies,
  direction: Direction,
  own: PodTemplate,
  [protocol, port]: Port,
  isPeer: (peer: TrafficPeer) => boolean,
): boolean {
  const isolating = policies.isolating(direction, own);
  const isRule = ({ peers, ports }: TrafficRule) =>
    (peers.length === 0 || peers.some(isPeer)) && covers(ports, protocol, port, podOf(own));
  return isolating.length === 0 || isolating.some(({ rules }) => rules[direction]?.some(isRule));
}

const isAnyone = ({ namespaces, pods }: TrafficPeer): boolean => namespaces?.length === 0 && pods.length === 0;

/** True for a peer that selects pods of an unknown namespace. A block of addresses selects no pods for certain. */
const names = ({ namespaces, pods }: TrafficPeer, { namespace, labels }: Pod): boolean =>
  namespaces?.every((requirement) => meets(requirement, { [NAMESPACE_NAME]: namespace })) === true &&
  pods.every((requirement) => meets(requirement, labels));

/** The ports on which connections to a workload, or from the workload to outsiders, are compared. */
export function portsOf(bundle: Bundle, direction: Direction, own: PodTemplate): Port[] {
  const ranges = NetworkPolicies.of(bundle)
    .isolating(direction, own)
    .flatMap(({ rules }) => rules[direction] ?? [])
    .flatMap(({ ports }) => ports);
  const opened = ranges.flatMap(({ protocol, port }: PortRange): Port[] =>
    typeof port === 'number' ? [[protocol, port]] : [],
  );
  if (direction === 'egress') return opened;
  const declared = (podOf(own).ports ?? []).flatMap(({ protocol, port }): Port[] =>
    port === undefined ? [] : [[protocol, port]],
  );
  return [...declared, ...opened];
}
