import type { Edge, Endpoint } from '../../primitives/peer';
import { type Bundle, group } from '../bundle';
import { confinedTo, implies, meets, type Requirement } from '../label-selector';
import { get, namespaceOf, text } from '../manifest';
import { NAMESPACE_NAME } from '../namespaces';
import { type Finding, quoted, type Rule } from '../rule';
import { contains } from './address-blocks';
import { NetworkPolicies } from './network-policies';
import type { Direction, Policy, PortRange, TrafficPeer, TrafficRule } from './network-policy';
import { podOf } from './pod';

/** A port that policies may open, seen from one of the two sides of the connection. */
interface OpenPort {
  readonly other: Endpoint;
  readonly protocol: string;
  readonly port: number;
}

const DNS: readonly OpenPort[] = [
  { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
  // The cache on each node: https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
  { cidrs: ['169.254.20.10/32'] },
].flatMap((other) => ['UDP', 'TCP'].map((protocol) => ({ other, protocol, port: 53 })));

/** A NetworkPolicy lets nothing through but what is declared, and DNS. */
export const undeclaredEdgesClosed: Rule = {
  id: 'undeclared-edges-closed',
  why: 'an opening that nobody declared is one that nobody reviews: who breaks into one pod gets to the next through it',
  example:
    'NetworkPolicy shop/db: spec.ingress[0].from[0]: expected only declared traffic, received traffic from {"podSelector":{}} on TCP port 5432 for pods {"matchLabels":{"app":"db"}} [undeclared-edges-closed]',
  check: (bundle) => {
    if (!bundle.declared.edges) return [];
    const edges = bundle.declared.edges;
    const sides = { ingress: groupByNamespace(edges, 'to'), egress: groupByNamespace(edges, 'from') };
    return NetworkPolicies.of(bundle).all.flatMap((policy) =>
      (['ingress', 'egress'] as const).flatMap((direction) => {
        const own = direction === 'ingress' ? 'to' : 'from';
        const declared = (sides[direction].get(namespaceOf(policy.manifest)) ?? [])
          .filter((edge) => implies(policy.selector, podLabelsOf(edge[own])))
          .map((edge) => ({ other: own === 'to' ? edge.from : edge.to, protocol: 'TCP', port: edge.port }));
        const open = direction === 'egress' ? [...declared, ...DNS] : declared;
        return (policy.rules[direction] ?? []).flatMap((rule) => tooMuch(bundle, policy, direction, rule, open));
      }),
    );
  },
};

function groupByNamespace(edges: readonly Edge[], side: 'from' | 'to'): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const { namespace } = edge[side];
    if (namespace !== undefined) group(groups, namespace, edge);
  }
  return groups;
}

const podLabelsOf = (endpoint: Endpoint) => (endpoint.cidrs ? undefined : endpoint.podLabels);

function tooMuch(
  bundle: Bundle,
  { manifest, selector }: Policy,
  direction: Direction,
  rule: TrafficRule,
  open: readonly OpenPort[],
): Finding[] {
  const home = namespaceOf(manifest);
  const peers = rule.peers.length > 0 ? rule.peers : [undefined];
  const ranges = rule.ports.length > 0 ? rule.ports : [undefined];
  const isDeclared = (peer: TrafficPeer, range: PortRange): boolean => {
    const block = text(peer.ipBlock, 'cidr');
    if (block !== undefined) {
      const known = open.filter(({ other }) => other.cidrs?.some((cidr) => contains(cidr, block)));
      return isOpen(range, known, () => []);
    }
    if (peer.ipBlock !== undefined) return false;
    const names = peer.namespaces ? confinedTo(peer.namespaces, NAMESPACE_NAME) : [home];
    if (!names || names.length === 0) return false;
    return names.every((name) => {
      const known = open.filter(({ other }) => other.namespace === name && implies(peer.pods, podLabelsOf(other)));
      const [namespace, pods] = direction === 'ingress' ? [home, selector] : [String(name), peer.pods];
      return isOpen(range, known, () => namedPorts(bundle, namespace, pods, range));
    });
  };
  return peers.flatMap((peer) =>
    ranges
      .filter((range) => !peer || !range || !isDeclared(peer, range))
      .map((range) => {
        const from = direction === 'ingress' ? 'from' : 'to';
        const pods = quoted(get(manifest, 'spec', 'podSelector'));
        return {
          object: manifest,
          field: peer?.path ?? rule.path,
          expected: 'only declared traffic',
          received: `traffic ${from} ${peer ? quoted(peer.json) : 'anyone'} on ${words(range)} for pods ${pods}`,
        };
      }),
  );
}

/** Whether every port of a range is among the open ones. */
function isOpen({ protocol, port, endPort }: PortRange, open: readonly OpenPort[], named: () => unknown[]): boolean {
  const ports = new Set<unknown>(open.filter((candidate) => candidate.protocol === protocol).map((edge) => edge.port));
  if (typeof port === 'number') {
    const last = endPort ?? port;
    return [...ports].filter((open) => port <= Number(open) && Number(open) <= last).length === last - port + 1;
  }
  const numbers = port === undefined ? [] : named();
  return numbers.length > 0 && numbers.every((number) => ports.has(number));
}

/** The numbers that a port's name stands for: that depends on the pods that are the destination. */
function namedPorts(bundle: Bundle, namespace: string, selector: readonly Requirement[], range: PortRange) {
  return bundle
    .select(namespace, {})
    .map(podOf)
    .filter(({ labels }) => selector.every((requirement) => meets(requirement, labels)))
    .flatMap(({ ports = [] }) => ports)
    .filter(({ name, protocol }) => name === range.port && protocol === range.protocol)
    .map(({ port }) => port);
}

function words(range: PortRange | undefined): string {
  if (!range) return 'all ports';
  const { protocol, port, endPort } = range;
  if (port === undefined) return `all ${protocol} ports`;
  return endPort === undefined ? `${protocol} port ${quoted(port)}` : `${protocol} ports ${quoted(port)} to ${endPort}`;
}
