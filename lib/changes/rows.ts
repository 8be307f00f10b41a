import { getOrInsert } from '../checker/manifest/get-or-insert';
import { identity, type Manifest } from '../checker/manifest/manifest';
import type { Cause } from './cause';
import { Comparison } from './comparison';
import type { Consequence, Effect } from './consequence';
import { CONSEQUENCES } from './consequences';

/** The manifests of an environment before and after a change. */
export interface Environment {
  /** Empty for a folder that is one environment. */
  readonly name: string;
  readonly comparison: Comparison;
}

/** An effect on one object of one environment. */
export interface Place {
  readonly environment: string;
  readonly object: Manifest | undefined;
  readonly amount: string | undefined;
  /** The first changed field of the object. Empty if the object is new, or if another object changed. */
  readonly field: string;
}

/** Effects that say the same of the same changes, of several objects or in several environments. */
export interface Row {
  readonly consequence: Consequence;
  /** `<environment>` stands for the name of the environment where there are several. */
  readonly says: string;
  readonly places: readonly Place[];
  readonly objects: readonly string[];
  readonly environments: readonly string[];
  /** `Kind namespace/name: field: words`, without the object if that is the object of the row. */
  readonly causes: readonly string[];
}

interface Found {
  readonly consequence: Consequence;
  readonly environment: string;
  readonly effect: Effect;
}

/** The consequences of all environments, the worst first, each once. */
export function rowsOf(environments: readonly Environment[]): Row[] {
  const found = CONSEQUENCES.map(() => [] as Found[]);
  for (const { name, comparison } of environments) {
    const earlier: Effect[] = [];
    CONSEQUENCES.forEach((consequence, position) => {
      const effects = consequence.effects(comparison, earlier);
      earlier.push(...effects);
      found[position]?.push(...effects.map((effect) => ({ consequence, environment: name, effect })));
    });
  }
  const groups = new Map<string, Found[]>();
  for (const each of found.flat()) getOrInsert(groups, keyOf(each), () => []).push(each);
  return joined([...groups.values()].map(rowOf));
}

/** Rows that say the same of the same objects, as one row with all causes. */
function joined(rows: readonly Row[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { consequence, says, objects, environments, places } = row;
    const amounts = places.map(({ amount }) => amount);
    const isOfObjects = objects.length > 0 && row.causes.length > 0;
    const key = isOfObjects ? [consequence.id, says, objects, environments, amounts] : [rows.indexOf(row)];
    getOrInsert(groups, JSON.stringify(key), () => []).push(row);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, causes: [...new Set([first, ...others].flatMap(({ causes }) => causes))] }] : [],
  );
}

/** The same for effects that a reader takes for one. */
function keyOf({ consequence, environment, effect: { object, says, causes } }: Found): string {
  const texts = [says, ...causes.map((cause) => causeInWords(cause, object))];
  return JSON.stringify([consequence.id, object === undefined, ...texts.map((text) => anywhere(text, environment))]);
}

function rowOf(group: readonly Found[]): Row {
  const [first] = group;
  if (first === undefined) throw new Error('expected at least one effect');
  const environments = [...new Set(group.map(({ environment }) => environment))];
  const inWords = (text: string, environment: string) => (environments.length > 1 ? anywhere(text, environment) : text);
  const { object, says, causes } = first.effect;
  const objects = group.flatMap(({ effect, environment }) =>
    effect.object ? [inWords(identity(effect.object), environment)] : [],
  );
  return {
    consequence: first.consequence,
    says: inWords(says, first.environment),
    places: group.map(({ environment, effect }) => ({ environment, ...placeOf(effect) })),
    objects: [...new Set(objects)],
    environments,
    causes: [...new Set(causes.map((cause) => inWords(causeInWords(cause, object), first.environment)))],
  };
}

function placeOf({ object, amount, causes }: Effect): Omit<Place, 'environment'> {
  return { object, amount, field: causes.find((cause) => cause.object === object)?.field ?? '' };
}

function causeInWords({ object, field, words }: Cause, own: Manifest | undefined): string {
  const place = own !== undefined && identity(own) === identity(object) ? [] : [identity(object)];
  return `${[...place, ...(field === '' ? [] : [field])].join(': ') || 'the object'}${field === '' ? ' ' : ': '}${words}`;
}

/** A text without the name of its environment in names of namespaces, hosts and paths. */
function anywhere(text: string, environment: string): string {
  if (environment === '') return text;
  const name = environment.replace(/[^\w-]/g, (character) => `\\${character}`);
  return text.replace(new RegExp(`(?<=\\w[-./])${name}(?![\\w])|(?<![\\w.-])${name}(?=[-.]\\w)`, 'g'), '<environment>');
}

/** The environments of two sides, each with its changes. */
export function compared(
  before: ReadonlyMap<string, readonly Manifest[]>,
  after: ReadonlyMap<string, readonly Manifest[]>,
): Environment[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((name) => {
    return { name, comparison: new Comparison(before.get(name) ?? [], after.get(name) ?? []) };
  });
}
