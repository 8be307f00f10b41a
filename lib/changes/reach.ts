import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { meets, requirementsOf } from '../checker/bundle/label-selector';
import type { Direction } from '../checker/bundle/network-policy';
import { identity, type Manifest, namespaceOf, valueAt } from '../checker/manifest/manifest';
import { type Cause, causeOf, causeOfObject } from './cause';
import type { Comparison } from './comparison';
import type { Effect } from './consequence';
import { EVERY_PORT, EVERYBODY, isOpen, outsiders, type Party, type Port, portsOf, workloads } from './parties';

/** Fields that open or close connections: of NetworkPolicies and Namespaces, and of workloads. */
const OPENING = /^(spec|metadata\.labels)\b/;
const POD_OPENING = /^spec\.template\.(metadata\.labels|.*\.(ports|hostNetwork)\b)/;

/** Connections that NetworkPolicies let through on one side of the change alone. */
export function changedReach(comparison: Comparison): Effect[] {
  const causes = causesOf(comparison);
  const touched = new Set(causes.map(({ object }) => namespaceOf(object) || object.metadata.name));
  if (touched.size === 0) return [];
  const { before, after } = comparison;
  const known = distinct([EVERYBODY, ...outsiders(before), ...outsiders(after)]);
  const old = new Map(before.templates.map((template) => [identity(template.owner), template]));
  return after.templates.flatMap((own) =>
    (['ingress', 'egress'] as const).flatMap((direction) => {
      const was = old.get(identity(own.owner));
      const ports = [...portsOf(after, direction, own), ...(was ? portsOf(before, direction, was) : [])];
      const isTouched = ({ end }: Party) =>
        touched.has(own.namespace) || (typeof end === 'object' && 'owner' in end && touched.has(end.namespace));
      const others = (bundle: Bundle) =>
        // A connection between two workloads is an effect on the server alone.
        (direction === 'ingress' ? [...known, ...workloads(bundle)] : known).filter(isTouched);
      const sides = [
        was && reached(before, direction, was, ports, others(before)),
        reached(after, direction, own, ports, others(after)),
      ];
      return differences(
        sides[0],
        sides[1] ?? new Map(),
        direction,
        new Set(workloads(after).map(({ name }) => name)),
      ).map(({ says, parties }) => ({
        object: own.owner,
        says,
        causes: causes.filter((cause) => bearsOn(cause, own, parties)),
      }));
    }),
  );
}

type Reached = ReadonlyMap<string, readonly Party[]>;

/** The parties at the other ends of open connections, by port in words. */
function reached(
  bundle: Bundle,
  direction: Direction,
  own: PodTemplate,
  ports: readonly Port[],
  others: readonly Party[],
): Reached {
  const distinctPorts = new Map(
    [...(direction === 'egress' || ports.length === 0 ? [EVERY_PORT] : []), ...ports].map((port) => [
      inWords(port),
      port,
    ]),
  );
  const found = new Map<string, Party[]>();
  for (const [words, port] of distinctPorts) {
    const open = others.filter((party) => {
      const isCovered = found.get(inWords(EVERY_PORT))?.includes(party) ?? false;
      return (
        !isCovered &&
        !(party.end !== 'everybody' && 'owner' in party.end && party.end.owner === own.owner) &&
        isOpen(bundle, direction, own, party, port)
      );
    });
    if (open.length > 0) found.set(words, open);
  }
  return found;
}

const inWords = ([protocol, port]: Port): string => (port === 0 ? 'every port' : `${protocol} ${port}`);

interface Difference {
  readonly says: string;
  readonly parties: readonly Party[];
}

function differences(
  was: Reached | undefined,
  is: Reached,
  direction: Direction,
  present: ReadonlySet<string>,
): Difference[] {
  const verb = direction === 'ingress' ? 'lets in' : 'reaches';
  const missing = (port: string, parties: readonly Party[], from: Reached | undefined) => {
    const known = [...(from?.get(port) ?? []), ...(from?.get('every port') ?? [])].map(({ name }) => name);
    const others = parties.filter(({ name }) => !known.includes(name) && !known.includes(EVERYBODY.name));
    return others.includes(EVERYBODY) ? [EVERYBODY] : others;
  };
  const sentence =
    (words: string) =>
    (port: string, parties: readonly Party[]): Difference[] =>
      parties.length === 0
        ? []
        : [{ says: `${words} ${parties.map(({ name }) => name).join(', ')} on ${port}`, parties }];
  return [
    ...[...is]
      // Names of the cluster resolve everywhere, or nothing works.
      .filter(([port]) => direction === 'ingress' || !/ 53$/.test(port))
      .flatMap(([port, parties]) => sentence(verb)(port, missing(port, parties, was))),
    ...[...(was ?? [])].flatMap(([port, parties]) => {
      const lost = missing(port, parties, is).filter(
        ({ name, end }) => end === 'everybody' || !('owner' in end) || present.has(name),
      );
      return sentence(direction === 'ingress' ? 'no longer lets in' : 'no longer reaches')(port, lost);
    }),
  ];
}

/** All changes that may open or close a connection. */
function causesOf(comparison: Comparison): Cause[] {
  const pods = new Set(comparison.after.templates.map(({ owner }) => owner));
  const isPolicy = ({ kind }: Manifest) => kind === 'NetworkPolicy';
  return [
    ...comparison.changed.flatMap(({ after, changes }) => {
      const opening = isPolicy(after) || after.kind === 'Namespace' ? OPENING : POD_OPENING;
      return changes.filter(({ path }) => opening.test(path)).map((change) => causeOf(comparison, after, change));
    }),
    ...comparison.created
      .filter((each) => isPolicy(each) || pods.has(each))
      .map((each) => causeOfObject(each, 'is new')),
    ...comparison.gone.filter(isPolicy).map((each) => causeOfObject(each, 'is gone')),
  ];
}

/** True for a cause at either end of a connection. */
function bearsOn({ object }: Cause, own: PodTemplate, parties: readonly Party[]): boolean {
  const ends = [own, ...parties.flatMap(({ end }) => (typeof end === 'object' && 'owner' in end ? [end] : []))];
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
