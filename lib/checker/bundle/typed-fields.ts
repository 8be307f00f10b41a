import type { Demand } from '../kubernetes/demand';
import { DEMANDS } from '../kubernetes/demands';
import { FIXED_VALUES } from '../kubernetes/fixed-values';
import { NAME_FIELDS } from '../kubernetes/name-fields';
import { NUMBER_BOUNDS } from '../kubernetes/number-bounds';
import { type Field, type Shape, type Structure, shapes } from '../kubernetes/object-shapes';
import { PORT_FIELDS } from '../kubernetes/port-fields';
import { UNIQUE_ITEMS } from '../kubernetes/unique-items';
import { VALUE_FORMATS } from '../kubernetes/value-formats';
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

interface Found {
  readonly fields: ReadonlyMap<Table, TypedField[]>;
  readonly values: TypedValue[];
}

/** The tables of typed fields. One walk of a bundle serves all of them. */
const TABLES: readonly Table[] = [FIXED_VALUES, NAME_FIELDS, NUMBER_BOUNDS, PORT_FIELDS, UNIQUE_ITEMS, VALUE_FORMATS];

/** The fields of a bundle in a table, in the order of the manifests. */
export function typedFields<Entry>(bundle: Bundle, table: Table<Entry>): readonly TypedField<Entry>[] {
  return (found(bundle).fields.get(table) ?? []) as TypedField<Entry>[];
}

/** The values of a bundle whose types have demands. */
export function typedValues(bundle: Bundle): readonly TypedValue[] {
  return found(bundle).values;
}

const found = once(({ manifests, cluster }: Bundle): Found => {
  const found: Found = { fields: new Map(TABLES.map((table) => [table, []])), values: [] };
  for (const object of manifests) {
    const { kindOf, anyObject } = shapes(cluster.kubernetes);
    collect(object, kindOf(object)?.structure ?? anyObject, '', object, found);
  }
  return found;
});

function collect(value: Json, shape: Shape, path: string, object: Manifest, found: Found): void {
  if (shape.type === 'list') {
    listAt(value).forEach((item, index) => {
      collect(item, shape.of, itemPath(path, item, index), object, found);
    });
  } else if (shape.type === 'map') {
    for (const [key, each] of entriesAt(value)) collect(each, shape.of, entryPath(path, key), object, found);
  } else if (shape.type === 'object') {
    const steps = stepsOf(shape);
    const demands = Object.hasOwn(DEMANDS, shape.name) ? DEMANDS[shape.name] : undefined;
    const known = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (demands && known) found.values.push({ object, path, value, structure: shape, demands });
    if (!known) return;
    for (const name of Object.keys(value)) {
      const step = steps.get(name);
      const each = step && (value as { readonly [field: string]: Json })[name];
      if (step === undefined || each === undefined || each === null) continue;
      const { field, entries, deep } = step;
      const here = fieldPath(path, name);
      for (const [table, entry] of entries)
        found.fields.get(table)?.push({ object, path: here, field, owner: value, value: each, entry });
      if (deep) collect(each, field.shape, here, object, found);
    }
  }
}

/** A field of a table, or a field with objects inside. */
interface Step {
  readonly field: Field;
  readonly entries: readonly (readonly [Table, unknown])[];
  readonly deep: boolean;
}

/** Given to a metrics server as they are. */
const UNREAD = new Set(['MetricIdentifier.selector']);

const stepsOf = once((structure: Structure): ReadonlyMap<string, Step> => {
  const steps = [...structure.fields.values()].map((field): Step => {
    const id = `${structure.name}.${field.name}`;
    const tables = TABLES.filter((table) => Object.hasOwn(table, id));
    return {
      field,
      entries: tables.map((table) => [table, table[id]]),
      deep: holdsObjects(field.shape) && !UNREAD.has(id),
    };
  });
  const useful = steps.filter(({ entries, deep }) => deep || entries.length > 0);
  return new Map(useful.map((step) => [step.field.name, step]));
});

function holdsObjects(shape: Shape): boolean {
  return shape.type === 'object' || ((shape.type === 'list' || shape.type === 'map') && holdsObjects(shape.of));
}
