import { entryOf } from '../../manifest/entry-of';
import { entryPath, itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { quoted } from '../../rule';
import { withDefaults } from './defaults';
import type { Schema } from './schema';

/** A place of a custom resource that the schema of the CRD refuses. */
export interface Mistake {
  readonly field: string;
  readonly expected: string;
  readonly received: string;
  readonly meant?: string | undefined;
}

/** Fields of every object, which no schema needs to list. */
const META = new Set(['apiVersion', 'kind', 'metadata']);

/** The mistakes in a custom resource: unknown fields of the object as written, and values after all defaults are set. */
export function mistakesIn(object: Json, schema: Schema): Mistake[] {
  const root = { ...schema, embedded: true };
  const mistakes: Mistake[] = [];
  findUnknownFields(object, root, '', mistakes);
  findWrongValues(withDefaults(object, root), root, '', mistakes);
  return mistakes;
}

function findUnknownFields(value: Json, schema: Schema, path: string, mistakes: Mistake[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return;
    listAt(value).forEach((item, index) => {
      if (typeof item === 'object') findUnknownFields(item, items, itemPath(path, item, index), mistakes);
    });
    return;
  }
  for (const [name, each] of entriesAt(value)) {
    if (schema.embedded && META.has(name)) continue;
    const field = schema.fields.get(name) ?? schema.others;
    if (field !== undefined) {
      if (typeof each === 'object') findUnknownFields(each, field, below(path, name), mistakes);
    } else if (!schema.open) {
      const meant = nearest(name, schema.fields.keys());
      mistakes.push({ field: below(path, name), expected: 'a field that the CRD has', received: quoted(name), meant });
    }
  }
}

function findWrongValues(value: Json, schema: Schema, path: string, mistakes: Mistake[]): void {
  if (value === null && schema.nullable) return;
  if (!hasType(value, schema)) {
    mistakes.push({ field: path, expected: typeInWords(schema), received: inWords(value) });
    return;
  }
  for (const { expected, allows, meant } of schema.restrictions) {
    if (!allows(value)) mistakes.push({ field: path, expected, received: shown(value), meant: meant?.(value) });
  }
  findWrongCombinations(value, schema, path, mistakes);
  if (Array.isArray(value)) findWrongItems(listAt(value), schema, path, mistakes);
  else if (typeof value === 'object' && value !== null) findWrongFields(value, schema, path, mistakes);
}

function findWrongItems(list: readonly Json[], schema: Schema, path: string, mistakes: Mistake[]): void {
  const { distinct, items } = schema;
  const known = new Set<string>();
  list.forEach((item, index) => {
    const here = itemPath(path, item, index);
    if (items) findWrongValues(item, items, here, mistakes);
    if (distinct === undefined) return;
    const key = JSON.stringify(distinct === 'item' ? item : distinct.map((field) => valueAt(item, field) ?? null));
    const unique = distinct === 'item' ? 'each item once' : `another ${distinct.join(' and ')} than the items before`;
    if (known.has(key)) mistakes.push({ field: here, expected: unique, received: 'the same again' });
    known.add(key);
  });
}

function findWrongFields(value: Json, schema: Schema, path: string, mistakes: Mistake[]): void {
  for (const [name, each] of entriesAt(value)) {
    const field = schema.fields.get(name) ?? schema.others;
    if (field) findWrongValues(each, field, below(path, name), mistakes);
  }
  const required = schema.embedded ? ['apiVersion', 'kind', ...schema.required] : schema.required;
  for (const name of required) {
    if (valueAt(value, name) !== undefined) continue;
    const expected = typeInWords(schema.fields.get(name));
    mistakes.push({ field: below(path, name), expected, received: 'nothing' });
  }
}

function findWrongCombinations(value: Json, schema: Schema, path: string, mistakes: Mistake[]): void {
  const { all, any, one, not } = schema;
  const fits = (each: Schema) => {
    const found: Mistake[] = [];
    findWrongValues(value, each, path, found);
    return found.length === 0;
  };
  for (const each of all) findWrongValues(value, each, path, mistakes);
  const refuse = (expected: string, received: string) => mistakes.push({ field: path, expected, received });
  if (any.length > 0 && !any.some(fits)) refuse(`at least one of ${choices(any)}`, shown(value));
  const fitting = one.length > 0 ? one.filter(fits).length : 1;
  if (fitting !== 1) refuse(`exactly one of ${choices(one)}`, fitting === 0 ? 'none' : `${fitting} of them`);
  if (not && fits(not)) refuse('a value that the CRD does not exclude', shown(value));
}

/** The alternatives of a schema: their fields, if each has some. */
function choices(alternatives: readonly Schema[]): string {
  const names = alternatives.map(({ required }) => required.join(' with '));
  return names.includes('') ? `${names.length} forms that the CRD has` : names.join(', ');
}

const TYPES: Readonly<Record<string, { readonly words: string; fits(value: Json): boolean }>> = {
  array: { words: 'a list', fits: Array.isArray },
  boolean: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  integer: { words: 'a whole number', fits: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 63 },
  number: { words: 'a number', fits: (value) => typeof value === 'number' },
  object: { words: 'an object', fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  string: { words: 'a string', fits: (value) => typeof value === 'string' },
};

const hasType = (value: Json, { types }: Schema): boolean =>
  types.length === 0 || types.some((type) => entryOf(TYPES, type)?.fits(value) ?? true);

const typeInWords = (schema: Schema | undefined): string =>
  schema?.types.map((type) => entryOf(TYPES, type)?.words ?? type).join(' or ') || 'a value';

function inWords(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Longer values fill the screen. */
const shown = (value: Json): string =>
  typeof value === 'object' && value !== null ? sizeInWords(value) : quoted(value);

function sizeInWords(value: Json): string {
  const [size, unit] = Array.isArray(value) ? [value.length, 'item'] : [entriesAt(value).length, 'field'];
  return `${size} ${unit}${size === 1 ? '' : 's'}`;
}

const below = (path: string, name: string): string => (path === '' ? name : entryPath(path, name));
