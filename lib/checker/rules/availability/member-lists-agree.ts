import type { Bundle, Container } from '../../bundle/bundle';
import { setting } from '../../bundle/containers/settings';
import { type Text, texts } from '../../bundle/containers/texts';
import { mostReplicas } from '../../bundle/workloads/members';
import { type Finding, quoted, type Rule } from '../../rule';

/** The address of a pod of a StatefulSet: a scheme, the set, the number, the rest of the name, the ports. */
const ADDRESS = /(\w+:\/\/)?(?<![\w.-])([a-z][a-z0-9-]*)-(\d{1,3})\.[a-z][\w.-]*((?::\d{2,5})*)(?![\w.-])/g;
/** The same without groups, to split by. */
const ADDRESS_ALONE = new RegExp(ADDRESS.source.replace(/\((?!\?)/g, '(?:'), 'g');
/** A list of fewer pods does not show which of two is the rule. */
const LEAST = 3;

interface Address {
  readonly text: string;
  readonly set: string;
  readonly number: string;
  readonly scheme: string;
  readonly ports: string;
}

/** A list of the pods of one StatefulSet has each pod once, and the same ports for all. */
export const memberListsAgree: Rule = {
  id: 'member-lists-agree',
  answer: 'risk',
  why: 'pods of one StatefulSet listen on the same ports: a member with another port in the list is one that the others never reach',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].args[0]: expected :2380 for db-2, as for the other pods of the list, received ":2379" [member-lists-agree]',
  check: (bundle) => [
    ...texts(bundle).flatMap((text) => inText(text)),
    ...bundle.containers.flatMap((container) => [...short(bundle, container), ...ownPort(bundle, container)]),
  ],
};

function inText({ object, field, value }: Text): Finding[] {
  // Most texts have no pod with a number.
  if (!/-\d\./.test(value) || value.length > 65_536) return [];
  return lists(value).flatMap((all): Finding[] => {
    const odd = oddOne(all);
    if (odd !== undefined) return [{ object, field, ...odd }];
    const twice = all.find(({ text }, index) => all.findIndex((each) => each.text === text) < index);
    const numbers = new Set(all.map(({ number }) => number));
    if (twice === undefined || numbers.size !== all.length - 1) return [];
    const missing = all.findIndex((_, index) => !numbers.has(String(index)));
    if (missing < 0) return [];
    const expected = `each pod of ${twice.set} once, with ${twice.set}-${missing}`;
    return [{ object, field, expected, received: `${twice.set}-${twice.number} twice` }];
  });
}

/** Between the addresses of a list stand commas, spaces and ids. */
const BETWEEN = /^[\w\s.,;@=-]*$/;

/** The lists of a text: the addresses of one line, if all are of one set. */
function lists(text: string): Address[][] {
  return text.split('\n').flatMap((line) => {
    if (/^\s*(#|\/\/|;)/.test(line)) return [];
    const all = [...line.matchAll(ADDRESS)].map(([address, scheme = '', set = '', number = '', ports = '']) => {
      return { text: address, set, number, scheme, ports };
    });
    const [, ...between] = line.split(ADDRESS_ALONE);
    const isList = between.slice(0, -1).every((each) => BETWEEN.test(each));
    return isList && all.length >= LEAST && all.every(({ set }) => set === all[0]?.set) ? [all] : [];
  });
}

function oddOne(all: readonly Address[]): Pick<Finding, 'expected' | 'received'> | undefined {
  // The scheme of a URL stands before the first of its hosts alone.
  const parts = all.every(({ scheme }) => scheme !== '') ? (['ports', 'scheme'] as const) : (['ports'] as const);
  for (const part of parts) {
    const others = (each: Address) => all.filter((other) => other !== each);
    const odd = all.find((each) => {
      const [first, ...more] = others(each);
      return first?.[part] !== each[part] && more.every((other) => other[part] === first?.[part]);
    });
    const rule = odd && others(odd)[0];
    // A pod with two addresses has two ports for two purposes.
    if (odd === undefined || rule === undefined || others(odd).some(({ number }) => number === odd.number)) continue;
    const shown = (value: string) => value || `no ${part.replace('ports', 'port')}`;
    const expected = `${shown(rule[part])} for ${odd.set}-${odd.number}, as for the other pods of the list`;
    return { expected, received: odd[part] === '' ? shown('') : quoted(odd[part]) };
  }
  return undefined;
}

/** Lists in which a member looks for itself. */
const OWN_LISTS = ['initial-cluster', 'ETCD_INITIAL_CLUSTER', 'ZOO_SERVERS'];

/** A list of the own pods has all of them. */
function short(bundle: Bundle, container: Container): Finding[] {
  const { owner } = container.template;
  const list = owner.kind === 'StatefulSet' ? setting(bundle, container, OWN_LISTS) : undefined;
  const own = [...(list?.value ?? '').matchAll(ADDRESS)].filter(([, , set]) => set === owner.metadata.name);
  const numbers = new Set(own.map(([, , , number]) => Number(number)));
  const replicas = mostReplicas(bundle, container.template);
  if (list === undefined || own.length === 0 || own.length >= replicas) return [];
  // Of the first numbers, one more than there are addresses, one is missing.
  const missing = [...own.keys(), own.length].find((number) => !numbers.has(number));
  const expected = `all ${replicas} pods, with ${owner.metadata.name}-${missing}`;
  return [{ answer: 'broken', object: list.object, field: list.field, expected, received: `${own.length} of them` }];
}

/** https://etcd.io/docs/latest/op-guide/clustering/#static: the list has the address that the member advertises. */
function ownPort(bundle: Bundle, container: Container): Finding[] {
  const list = setting(bundle, container, ['initial-cluster', 'ETCD_INITIAL_CLUSTER']);
  const own = setting(bundle, container, ['initial-advertise-peer-urls', 'ETCD_INITIAL_ADVERTISE_PEER_URLS']);
  const port = /:(\d{2,5})\/?$/.exec(own?.value ?? '')?.[1];
  const listed = new Set([...(list?.value ?? '').matchAll(/:(\d{2,5})(?=,|$)/g)].map(([, each]) => each));
  if (list === undefined || port === undefined || listed.size !== 1 || listed.has(port)) return [];
  const expected = `port ${port}, which each member advertises to the others`;
  return [{ answer: 'broken', object: list.object, field: list.field, expected, received: quoted([...listed][0]) }];
}
