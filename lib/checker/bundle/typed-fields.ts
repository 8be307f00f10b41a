import type { Demand } from '../kubernetes/demand';
import { DEMANDS } from '../kubernetes/demands';
import { FIXED_VALUES } from '../kubernetes/fixed-values';
import type { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { NAME_FIELDS } from '../kubernetes/name-fields';
import { isWithin, NUMBER_BOUNDS } from '../kubernetes/number-bounds';
import { type Field, type Shape, type Structure, shapes } from '../kubernetes/object-shapes';
import { expectedPort, PORT_FIELDS } from '../kubernetes/port-fields';
import { textsFit } from '../kubernetes/texts-fit';
import { UNIQUE_ITEMS } from '../kubernetes/unique-items';
import { VALUE_FORMATS } from '../kubernetes/value-formats';
import { entryOf } from '../manifest/entry-of';
import { entryPath, fieldPath, itemPath } from '../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest } from '../manifest/manifest';
import { once } from '../manifest/once';
import type { Bundle } from './bundle';

/** A field of an object, listed by its type in a table: `Container.image`. */
export interface TypedField<Entry = unknown> {
  readonly object: Manifest;
  readonly path: string;
  readonly field: Field;
  /** The value with the field. */
  readonly owner: Json;
  readonly value: Json;
  readonly entry: Entry;
}

/** A value of a type with demands. */
export interface TypedValue {
  readonly object: Manifest;
  readonly path: string;
  readonly value: Json;
  readonly structure: Structure;
  readonly demands: readonly Demand[];
}

type Table<Entry = unknown> = Readonly<Record<string, Entry>>;

/** True for a value without a mistake. */
type IsRight<Entry> = (value: Json, entry: Entry, field: Field, kubernetes: KubernetesVersion) => boolean;

interface Found {
  readonly fields: ReadonlyMap<Table, TypedField[]>;
  readonly values: TypedValue[];
}

/**
 * The tables of typed fields. One walk of a bundle serves all of them. Most values are right: the walk keeps the
 * other values for the rules.
 */
const TABLES: readonly (readonly [Table, IsRight<unknown>])[] = [
  listed(FIXED_VALUES, (value, { known }) => typeof value === 'string' && known.includes(value)),
  listed(NAME_FIELDS, textsFit),
  listed(NUMBER_BOUNDS, (value, bounds) => typeof value !== 'object' && isWithin(value, bounds)),
  listed(PORT_FIELDS, (value, range, { name }) => name !== 'endPort' && expectedPort(value, range) === undefined),
  listed(UNIQUE_ITEMS, (value, [{ beside } = {}]) => beside === undefined && listAt(value).length < 2),
  listed(VALUE_FORMATS, (value, text, ...place) => textsFit(value, { text, key: undefined }, ...place)),
];

function listed<Entry>(table: Table<Entry>, isRight: IsRight<Entry>): readonly [Table, IsRight<unknown>] {
  return [table, isRight as IsRight<unknown>];
}

/** The fields of a bundle in a table that may hold a mistake, in the order of the manifests. */
export function typedFields<Entry>(bundle: Bundle, table: Table<Entry>): readonly TypedField<Entry>[] {
  return (found(bundle).fields.get(table) ?? []) as TypedField<Entry>[];
}

/** The values of a bundle whose types have demands. */
export function typedValues(bundle: Bundle): readonly TypedValue[] {
  return found(bundle).values;
}

const found = once(({ manifests, cluster }: Bundle): Found => {
  const found: Found = { fields: new Map(TABLES.map(([table]) => [table, []])), values: [] };
  const { kindOf, anyObject } = shapes(cluster.kubernetes);
  for (const object of manifests) {
    const walk = { object, kubernetes: cluster.kubernetes, found };
    collect(object, kindOf(object)?.structure ?? anyObject, '', walk);
  }
  return found;
});

interface Walk {
  readonly object: Manifest;
  readonly kubernetes: KubernetesVersion;
  readonly found: Found;
}

function collect(value: Json, shape: Shape, path: string, walk: Walk): void {
  if (shape.type === 'list') {
    listAt(value).forEach((item, index) => {
      collect(item, shape.of, itemPath(path, item, index), walk);
    });
  } else if (shape.type === 'map') {
    for (const [key, each] of entriesAt(value)) collect(each, shape.of, entryPath(path, key), walk);
  } else if (shape.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const { object, kubernetes, found } = walk;
    const { steps, demands } = planOf(shape);
    if (demands) found.values.push({ object, path, value, structure: shape, demands });
    for (const name of Object.keys(value)) {
      const step = steps.get(name);
      const each = step && (value as { readonly [field: string]: Json })[name];
      if (step === undefined || each === undefined || each === null) continue;
      const { field, entries, deep } = step;
      for (const { table, isRight, entry } of entries) {
        if (isRight(each, entry, field, kubernetes)) continue;
        found.fields.get(table)?.push({ object, path: fieldPath(path, name), field, owner: value, value: each, entry });
      }
      if (deep) collect(each, field.shape, fieldPath(path, name), walk);
    }
  }
}

/** The part of a type that a walk asks for. */
interface Plan {
  readonly steps: ReadonlyMap<string, Step>;
  readonly demands: readonly Demand[] | undefined;
}

/** A field of a table, or a field with objects inside. */
interface Step {
  readonly field: Field;
  readonly entries: readonly { readonly table: Table; readonly isRight: IsRight<unknown>; readonly entry: unknown }[];
  readonly deep: boolean;
}

/** Given to a metrics server as they are. */
const UNREAD = new Set(['MetricIdentifier.selector']);

const planOf = once((structure: Structure): Plan => {
  const steps = [...structure.fields.values()].map((field): Step => {
    const id = `${structure.name}.${field.name}`;
    const tables = TABLES.filter(([table]) => Object.hasOwn(table, id));
    return {
      field,
      entries: tables.map(([table, isRight]) => ({ table, isRight, entry: table[id] })),
      deep: holdsObjects(field.shape) && !UNREAD.has(id),
    };
  });
  const useful = steps.filter(({ entries, deep }) => deep || entries.length > 0);
  return {
    steps: new Map(useful.map((step) => [step.field.name, step])),
    demands: entryOf(DEMANDS, structure.name),
  };
});

function holdsObjects(shape: Shape): boolean {
  return shape.type === 'object' || ((shape.type === 'list' || shape.type === 'map') && holdsObjects(shape.of));
}
