import { type Json, listAt, type Manifest, numberAt, stringAt, valueAt } from '../manifest/manifest';
import { SelectorIndex } from './label-index';
import { type Requirement, requirementsOf } from './label-selector';
import type { Pod } from './pod';

export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy, read as Kubernetes reads it. */
export interface Policy {
  readonly manifest: Manifest;
  readonly selector: readonly Requirement[];
  /** What it lets through, in each direction in which it isolates its pods; undefined in the others. */
  readonly rules: Readonly<Record<Direction, readonly TrafficRule[] | undefined>>;
  /** The same by the labels of the pods that are let through. */
  readonly openings: Readonly<Record<Direction, SelectorIndex<Opening>>>;
}

/** One peer of a rule, or anyone, and the ports that are open to it. */
export interface Opening {
  readonly peer: TrafficPeer | undefined;
  readonly ports: readonly PortRange[];
}

export interface TrafficRule {
  readonly path: string;
  /** None: anyone. */
  readonly peers: readonly TrafficPeer[];
  /** None: all ports of all protocols. */
  readonly ports: readonly PortRange[];
}

export interface TrafficPeer {
  readonly path: string;
  readonly json: Json;
  readonly ipBlock: Json | undefined;
  /** What it demands of the labels of namespaces; undefined: the policy's own namespace is meant. */
  readonly namespaces: readonly Requirement[] | undefined;
  readonly pods: readonly Requirement[];
}

/** Ports of one protocol: one, those up to `endPort`, that of a name, or all if there is none. */
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

/** Whether port ranges cover a port of a pod. No range covers nothing, no list of ranges everything. */
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
 * Whether an address block may be that of pods, or of the DNS cache on their node (169.254.20.10): it is private, or
 * everything, and then the private blocks are not taken out of it again.
 */
export function mayHoldPods(ipBlock: Json): boolean {
  const cidr = stringAt(ipBlock, 'cidr') ?? '';
  if (PRIVATE.test(cidr)) return true;
  return cidr.endsWith('/0') && !listAt(ipBlock, 'except').some((except) => PRIVATE.test(String(except)));
}
