import { SelectorIndex } from '../../bundle/label-index';
import { certainLabels, confinedTo, implies, requirementsOf } from '../../bundle/label-selector';
import { NAMESPACE_NAME } from '../../bundle/traffic/namespaces';
import { NetworkPolicies } from '../../bundle/traffic/network-policies';
import type { Direction, Policy, PortRange, TrafficPeer, TrafficRule } from '../../bundle/traffic/network-policy';
import type { Edge, Endpoint } from '../../connection';
import { blockOf, isWithin } from '../../kubernetes/address-blocks';
import { getOrInsert } from '../../manifest/get-or-insert';
import { namespaceOf, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A port that policies may open, seen from either side of the connection. */
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

/** A NetworkPolicy allows only declared traffic, and DNS. */
export const undeclaredEdgesClosed: Rule = {
  id: 'undeclared-edges-closed',
  answer: 'risk',
  why: 'an opening that nobody declared is one that nobody reviews: who breaks into one pod gets to the next through it',
  example:
    'NetworkPolicy shop/db: spec.ingress[0].from[0]: expected only declared traffic, received traffic from {"podSelector":{}} on TCP port 5432 for pods {"matchLabels":{"app":"db"}} [undeclared-edges-closed]',
  check: (bundle) => {
    if (!bundle.cluster.edges) return [];
    const edges = bundle.cluster.edges;
    const sides = { ingress: groupByNamespace(edges, 'to'), egress: groupByNamespace(edges, 'from') };
    const policies = NetworkPolicies.of(bundle);
    return policies.all.flatMap((policy) =>
      (['ingress', 'egress'] as const).flatMap((direction) => {
        const own = direction === 'ingress' ? 'to' : 'from';
        const candidates = sides[direction]
          .get(namespaceOf(policy.manifest))
          ?.candidates(certainLabels(policy.selector));
        const declared = (candidates ?? [])
          .filter((edge) => implies(policy.selector, podLabelsOf(edge[own])))
          .map((edge) => ({ other: own === 'to' ? edge.from : edge.to, protocol: 'TCP', port: edge.port }));
        const open = new SelectorIndex<OpenPort>();
        for (const port of direction === 'egress' ? [...declared, ...DNS] : declared) {
          open.add(demanded(port.other), port);
        }
        return (policy.rules[direction] ?? []).flatMap((rule) => tooMuch(policies, policy, direction, rule, open));
      }),
    );
  },
};

function groupByNamespace(edges: readonly Edge[], side: 'from' | 'to'): Map<string, SelectorIndex<Edge>> {
  const groups = new Map<string, SelectorIndex<Edge>>();
  for (const edge of edges) {
    const { namespace } = edge[side];
    if (namespace === undefined) continue;
    getOrInsert(groups, namespace, () => new SelectorIndex()).add(demanded(edge[side]), edge);
  }
  return groups;
}

const podLabelsOf = (endpoint: Endpoint) => (endpoint.cidrs ? undefined : endpoint.podLabels);

/** The labels of an endpoint as requirements. A declaration holds for every selector confined to the labels. */
const demanded = (endpoint: Endpoint) => requirementsOf({ matchLabels: podLabelsOf(endpoint) ?? {} });

function tooMuch(
  policies: NetworkPolicies,
  { manifest, selector }: Policy,
  direction: Direction,
  rule: TrafficRule,
  open: SelectorIndex<OpenPort>,
): Finding[] {
  const home = namespaceOf(manifest);
  const peers = rule.peers.length > 0 ? rule.peers : [undefined];
  const ranges = rule.ports.length > 0 ? rule.ports : [undefined];
  const isDeclared = (peer: TrafficPeer, range: PortRange): boolean => {
    if (peer.ipBlock !== undefined) {
      const block = blockOf(peer.ipBlock);
      const known = open.candidates({}).filter(({ other }) => isWithinAny(block, other));
      return isOpen(range, known, () => []);
    }
    const names = peer.namespaces ? confinedTo(peer.namespaces, NAMESPACE_NAME) : [home];
    if (!names || names.length === 0) return false;
    const candidates = open.candidates(certainLabels(peer.pods));
    return names.every((name) => {
      const known = candidates.filter(
        ({ other }) => other.namespace === name && implies(peer.pods, podLabelsOf(other)),
      );
      const [namespace, pods] = direction === 'ingress' ? [home, selector] : [String(name), peer.pods];
      return isOpen(range, known, () => {
        return policies
          .select(namespace, pods)
          .flatMap(({ ports = [] }) => ports)
          .filter((port) => port.name === range.port && port.protocol === range.protocol)
          .map(({ port }) => port);
      });
    });
  };
  return peers.flatMap((peer) =>
    ranges
      .filter((range) => !peer || !range || !isDeclared(peer, range))
      .map((range) => {
        const from = direction === 'ingress' ? 'from' : 'to';
        const pods = quoted(valueAt(manifest, 'spec', 'podSelector'));
        return {
          object: manifest,
          field: peer?.path ?? rule.path,
          expected: 'only declared traffic',
          received: `traffic ${from} ${peer ? quoted(peer.json) : 'anyone'} on ${words(range)} for pods ${pods}`,
        };
      }),
  );
}

function isWithinAny(block: ReturnType<typeof blockOf>, { cidrs = [], ...other }: Endpoint): boolean {
  const except = 'except' in other ? (other.except ?? []) : [];
  return cidrs.some((cidr) => isWithin(block, { cidr, except }));
}

/** True if all ports of a range are open ports. */
function isOpen({ protocol, port, endPort }: PortRange, open: readonly OpenPort[], named: () => unknown[]): boolean {
  const ports = new Set<unknown>(open.filter((candidate) => candidate.protocol === protocol).map((edge) => edge.port));
  if (typeof port === 'number') {
    const last = endPort ?? port;
    return [...ports].filter((open) => port <= Number(open) && Number(open) <= last).length === last - port + 1;
  }
  const numbers = port === undefined ? [] : named();
  return numbers.length > 0 && numbers.every((number) => ports.has(number));
}

function words(range: PortRange | undefined): string {
  if (!range) return 'all ports';
  const { protocol, port, endPort } = range;
  if (port === undefined) return `all ${protocol} ports`;
  return endPort === undefined ? `${protocol} port ${quoted(port)}` : `${protocol} ports ${quoted(port)} to ${endPort}`;
}
