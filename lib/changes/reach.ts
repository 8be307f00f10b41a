import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { meets, requirementsOf } from '../checker/bundle/label-selector';
import type { Direction } from '../checker/bundle/traffic/network-policy';
import { identity, type Manifest, namespaceOf, valueAt } from '../checker/manifest/manifest';
import { type Cause, causesOf } from './cause';
import type { Comparison } from './comparison';
import type { Effect } from './consequence';
import {
  EVERY_PORT,
  EVERYBODY,
  isOpen,
  outsiders,
  type Party,
  type Port,
  portsOf,
  workloadOf,
  workloads,
} from './parties';

/** Fields that open or close connections: of NetworkPolicies and Namespaces, and of workloads. */
const OPENING = /^(spec|metadata\.labels)\b/;
const POD_OPENING = /^spec\.template\.(metadata\.labels|.*\.(ports|hostNetwork)\b)/;

const DIRECTIONS = ['ingress', 'egress'] as const;
/** The words of connections that are open on one side of the change alone. */
const OPENED = { ingress: 'lets in', egress: 'reaches' };
const CLOSED = { ingress: 'no longer lets in', egress: 'no longer reaches' };

/** Connections that NetworkPolicies let through on one side of the change alone. */
export function changedReach(comparison: Comparison): Effect[] {
  const causes = causesOfReach(comparison);
  const touched = new Set<string | undefined>(causes.map(({ object }) => namespaceOf(object) || object.metadata.name));
  if (touched.size === 0) return [];
  const { before, after } = comparison;
  const known = distinct([EVERYBODY, ...outsiders(before), ...outsiders(after)]);
  const old = new Map(before.templates.map((template) => [identity(template.owner), template]));
  const present = new Set(workloads(after).map(({ name }) => name));
  return after.templates.flatMap((own) =>
    DIRECTIONS.flatMap((direction) => {
      const previous = old.get(identity(own.owner));
      const ports = [...portsOf(after, direction, own), ...(previous ? portsOf(before, direction, previous) : [])];
      const reach = (bundle: Bundle, template: PodTemplate) => {
        // A connection between two workloads is an effect on the server alone.
        const others = direction === 'ingress' ? [...known, ...workloads(bundle)] : known;
        const near = others.filter((party) => touched.has(own.namespace) || touched.has(workloadOf(party)?.namespace));
        return reached(bundle, direction, template, ports, near);
      };
      const [was, is] = [previous ? reach(before, previous) : new Map(), reach(after, own)];
      // Names of the cluster resolve everywhere, or nothing works.
      const opened = onlyIn(is, was).filter(({ port }) => direction === 'ingress' || !/ 53$/.test(port));
      const closed = onlyIn(was, is).map(({ port, parties }) => {
        return { port, parties: parties.filter((party) => !workloadOf(party) || present.has(party.name)) };
      });
      return [...said(OPENED[direction], opened), ...said(CLOSED[direction], closed)].map(({ says, parties }) => ({
        object: own.owner,
        says,
        causes: causes.filter((cause) => bearsOn(cause, own, parties)),
      }));
    }),
  );
}

/** The parties at the other ends of open connections, by port in words. */
type Reached = ReadonlyMap<string, readonly Party[]>;

function reached(
  bundle: Bundle,
  direction: Direction,
  own: PodTemplate,
  ports: readonly Port[],
  others: readonly Party[],
): Reached {
  const all = direction === 'egress' || ports.length === 0 ? [EVERY_PORT, ...ports] : ports;
  const found = new Map<string, Party[]>();
  for (const [words, port] of new Map(all.map((each) => [inWords(each), each]))) {
    const covered = found.get(inWords(EVERY_PORT)) ?? [];
    const open = others.filter((party) => {
      const isOther = workloadOf(party)?.owner !== own.owner && !covered.includes(party);
      return isOther && isOpen(bundle, direction, own, party, port);
    });
    if (open.length > 0) found.set(words, open);
  }
  return found;
}

const inWords = ([protocol, port]: Port): string => (port === 0 ? 'every port' : `${protocol} ${port}`);

/** Parties at a port. */
interface Opening {
  readonly port: string;
  readonly parties: readonly Party[];
}

/** The openings of one side that the other side has not, for these parties or for everybody. */
function onlyIn(side: Reached, other: Reached): Opening[] {
  return [...side].map(([port, all]) => {
    const known = [...(other.get(port) ?? []), ...(other.get(inWords(EVERY_PORT)) ?? [])].map(({ name }) => name);
    const parties = known.includes(EVERYBODY.name) ? [] : all.filter(({ name }) => !known.includes(name));
    return { port, parties: parties.includes(EVERYBODY) ? [EVERYBODY] : parties };
  });
}

const said = (words: string, openings: readonly Opening[]) =>
  openings
    .filter(({ parties }) => parties.length > 0)
    .map(({ port, parties }) => ({
      says: `${words} ${parties.map(({ name }) => name).join(', ')} on ${port}`,
      parties,
    }));

/** All changes that may open or close a connection. */
function causesOfReach(comparison: Comparison): Cause[] {
  const pods = new Set(comparison.after.templates.map(({ owner }) => owner));
  const isPolicy = ({ kind }: Manifest) => kind === 'NetworkPolicy';
  const whole = [
    ...comparison.created.filter((each) => isPolicy(each) || pods.has(each)),
    ...comparison.gone.filter(isPolicy),
  ];
  return [
    ...comparison.changed.flatMap(({ after }) => {
      return causesOf(comparison, after, isPolicy(after) || after.kind === 'Namespace' ? OPENING : POD_OPENING);
    }),
    ...whole.flatMap((each) => causesOf(comparison, each)),
  ];
}

/** True for a cause at either end of a connection. */
function bearsOn({ object }: Cause, own: PodTemplate, parties: readonly Party[]): boolean {
  const ends = [own, ...parties.flatMap((party) => workloadOf(party) ?? [])];
  if (object.kind === 'Namespace') return ends.some(({ namespace }) => namespace === object.metadata.name);
  if (object.kind !== 'NetworkPolicy') return ends.some(({ owner }) => identity(owner) === identity(object));
  const selector = requirementsOf(valueAt(object, 'spec', 'podSelector'));
  return ends.some(({ namespace, labels }) => {
    return namespace === namespaceOf(object) && selector.every((requirement) => meets(requirement, labels));
  });
}

const distinct = (parties: readonly Party[]): Party[] => [
  ...new Map(parties.map((party) => [party.name, party])).values(),
];
