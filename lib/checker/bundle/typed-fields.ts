import { FIXED_VALUES } from '../kubernetes/fixed-values';
import { NAME_FIELDS } from '../kubernetes/name-fields';
import { type Field, type Shape, type Structure, shapes } from '../kubernetes/object-shapes';
import { PORT_FIELDS } from '../kubernetes/port-fields';
import { UNIQUE_ITEMS } from '../kubernetes/unique-items';
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

type Table<Entry = unknown> = Readonly<Record<string, Entry>>;
type Found = ReadonlyMap<Table, TypedField[]>;

/** The tables of typed fields. One walk of a bundle serves all of them. */
const TABLES: readonly Table[] = [FIXED_VALUES, NAME_FIELDS, PORT_FIELDS, UNIQUE_ITEMS];

/** The fields of a bundle in a table, in the order of the manifests. */
export function typedFields<Entry>(bundle: Bundle, table: Table<Entry>): readonly TypedField<Entry>[] {
  return (listedFields(bundle).get(table) ?? []) as TypedField<Entry>[];
}

const listedFields = once(({ manifests, cluster }: Bundle): Found => {
  const found: Found = new Map(TABLES.map((table) => [table, []]));
  for (const object of manifests) {
    const structure = shapes(cluster.kubernetes).kindOf(object)?.structure;
    if (structure) collect(object, structure, '', object, found);
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
    for (const [name, each] of entriesAt(value)) {
      const step = steps.get(name);
      if (step === undefined || each === null) continue;
      const { field, entries, deep } = step;
      const here = fieldPath(path, name);
      for (const [table, entry] of entries)
        found.get(table)?.push({ object, path: here, field, owner: value, value: each, entry });
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

const stepsOf = once((structure: Structure): ReadonlyMap<string, Step> => {
  const steps = [...structure.fields.values()].map((field): Step => {
    const id = `${structure.name}.${field.name}`;
    const tables = TABLES.filter((table) => Object.hasOwn(table, id));
    return { field, entries: tables.map((table) => [table, table[id]]), deep: holdsObjects(field.shape) };
  });
  const useful = steps.filter(({ entries, deep }) => deep || entries.length > 0);
  return new Map(useful.map((step) => [step.field.name, step]));
});

function holdsObjects(shape: Shape): boolean {
  return shape.type === 'object' || ((shape.type === 'list' || shape.type === 'map') && holdsObjects(shape.of));
}
