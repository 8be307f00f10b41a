import { type Json, listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { SelectorIndex } from '../label-index';
import { type Requirement, requirementsOf } from '../label-selector';
import type { Pod } from './pod';

export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy as Kubernetes reads it. */
export interface Policy {
  readonly manifest: Manifest;
  readonly selector: readonly Requirement[];
  /** The allowed traffic by direction. Undefined if the policy does not isolate pods in the direction. */
  readonly rules: Readonly<Record<Direction, readonly TrafficRule[] | undefined>>;
  /** The allowed traffic by labels of the other pods. */
  readonly openings: Readonly<Record<Direction, SelectorIndex<Opening>>>;
}

/** A peer of a rule, or anyone, with the open ports. */
export interface Opening {
  readonly peer: TrafficPeer | undefined;
  readonly ports: readonly PortRange[];
}

export interface TrafficRule {
  readonly path: string;
  /** Empty: anyone. */
  readonly peers: readonly TrafficPeer[];
  /** Empty: all ports of all protocols. */
  readonly ports: readonly PortRange[];
}

export interface TrafficPeer {
  readonly path: string;
  readonly json: Json;
  readonly ipBlock: Json | undefined;
  /** Required labels of namespaces. Undefined: the namespace of the policy. */
  readonly namespaces: readonly Requirement[] | undefined;
  readonly pods: readonly Requirement[];
}

/** Ports of a protocol: a number, a range up to `endPort`, a name, or all. */
export interface PortRange {
  readonly protocol: string;
  readonly port: Json | undefined;
  readonly endPort: number | undefined;
}

export function policyOf(manifest: Manifest): Policy {
  const types = listAt(manifest, 'spec', 'policyTypes');
  const isolates = (type: string, unsaid: boolean) => (types.length > 0 ? types.includes(type) : unsaid);
  const egress = listAt(manifest, 'spec', 'egress');
  const rules = {
    ingress: isolates('Ingress', true) ? listAt(manifest, 'spec', 'ingress').map(ruleOf('ingress', 'from')) : undefined,
    egress: isolates('Egress', egress.length > 0) ? egress.map(ruleOf('egress', 'to')) : undefined,
  };
  return {
    manifest,
    selector: requirementsOf(valueAt(manifest, 'spec', 'podSelector')),
    rules,
    openings: { ingress: openingsOf(rules.ingress), egress: openingsOf(rules.egress) },
  };
}

function openingsOf(rules: readonly TrafficRule[] = []): SelectorIndex<Opening> {
  const index = new SelectorIndex<Opening>();
  for (const { peers, ports } of rules) {
    for (const peer of peers.length > 0 ? peers : [undefined]) index.add(peer?.pods ?? [], { peer, ports });
  }
  return index;
}

function ruleOf(direction: Direction, part: 'from' | 'to') {
  return (rule: Json, index: number): TrafficRule => {
    const path = `spec.${direction}[${index}]`;
    return {
      path,
      peers: listAt(rule, part).map((peer, position) => {
        const namespaces = valueAt(peer, 'namespaceSelector') ?? undefined;
        return {
          path: `${path}.${part}[${position}]`,
          json: peer,
          ipBlock: valueAt(peer, 'ipBlock') ?? undefined,
          namespaces: namespaces === undefined ? undefined : requirementsOf(namespaces),
          pods: requirementsOf(valueAt(peer, 'podSelector')),
        };
      }),
      ports: listAt(rule, 'ports').map((port) => ({
        protocol: stringAt(port, 'protocol') ?? 'TCP',
        port: valueAt(port, 'port') ?? undefined,
        endPort: numberAt(port, 'endPort'),
      })),
    };
  };
}

/** True if port ranges cover a port of a pod. An empty list covers all ports. */
export function covers(ranges: readonly PortRange[], protocol: string, wanted: number, { ports }: Pod): boolean {
  if (ranges.length === 0) return true;
  return ranges.some((range) => {
    if (range.protocol !== protocol) return false;
    if (range.port === undefined) return true;
    if (typeof range.port === 'number') return range.port <= wanted && wanted <= (range.endPort ?? range.port);
    return (
      !ports || ports.some((port) => port.name === range.port && port.protocol === protocol && port.port === wanted)
    );
  });
}

const PRIVATE =
  /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.20\.|f[cd][0-9a-f]{2}:)/i;

/**
 * True if a block may hold addresses of pods, or of the DNS cache on a node (169.254.20.10): a private block, or a
 * block of all addresses without exceptions for private blocks.
 */
export function mayHoldPods(ipBlock: Json): boolean {
  const cidr = stringAt(ipBlock, 'cidr') ?? '';
  if (PRIVATE.test(cidr)) return true;
  return cidr.endsWith('/0') && !listAt(ipBlock, 'except').some((except) => PRIVATE.test(String(except)));
}
