import { entryOf } from '../../manifest/entry-of';
import { entriesAt, type Json, listAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import type { Syntax } from '../name-syntax';
import { FORMATS } from './formats';
import { readPattern } from './pattern';

/** A test of a value by a word of a schema. A value of another type passes. */
export interface Restriction {
  readonly expected: string;
  allows(value: Json): boolean;
  /** The nearest value that is allowed. @default no value is near */
  meant?(value: Json): string | undefined;
}

/** More values of an enumeration fill the screen. */
const MOST_SHOWN = 12;

type Reader = (limit: Json, schema: Json) => Restriction | undefined;

/** The words of a schema that restrict a value. */
const WORDS: Readonly<Record<string, Reader>> = {
  enum: (limit) => {
    const values = listAt(limit);
    const known = new Set(values.map((each) => JSON.stringify(each)));
    if (known.size === 0) return undefined;
    const more = known.size > MOST_SHOWN ? ` and ${known.size - MOST_SHOWN} more` : '';
    return {
      expected: `one of ${[...known].slice(0, MOST_SHOWN).join(', ')}${more}`,
      allows: (value) => known.has(JSON.stringify(value)),
      meant: (value) => (typeof value === 'string' ? nearest(value, values.map(String)) : undefined),
    };
  },
  format: (limit) => {
    const format = typeof limit === 'string' ? FORMATS.get(limit.replaceAll('-', '')) : undefined;
    return format && ofText(format);
  },
  maxItems: bound('at most', 'items', sizeOfList, (size, limit) => size <= limit),
  maxLength: bound('at most', 'characters', lengthOfText, (length, limit) => length <= limit),
  maxProperties: bound('at most', 'fields', sizeOfObject, (size, limit) => size <= limit),
  maximum: (limit, schema) =>
    valueAt(schema, 'exclusiveMaximum') === true
      ? bound('less than', '', numberIn, (number, most) => number < most)(limit, schema)
      : bound('at most', '', numberIn, (number, most) => number <= most)(limit, schema),
  minItems: bound('at least', 'items', sizeOfList, (size, limit) => size >= limit),
  minLength: bound('at least', 'characters', lengthOfText, (length, limit) => length >= limit),
  minProperties: bound('at least', 'fields', sizeOfObject, (size, limit) => size >= limit),
  minimum: (limit, schema) =>
    valueAt(schema, 'exclusiveMinimum') === true
      ? bound('more than', '', numberIn, (number, least) => number > least)(limit, schema)
      : bound('at least', '', numberIn, (number, least) => number >= least)(limit, schema),
  multipleOf: bound('a multiple of', '', numberIn, (number, part) => Number.isInteger(number / part)),
  pattern: (limit) => {
    const fits = typeof limit === 'string' ? readPattern(limit) : undefined;
    return fits && ofText({ expected: `text that matches ${limit}`, fits });
  },
};

/** The restrictions of a schema that are known here. */
export function restrictionsOf(schema: Json | undefined): Restriction[] {
  return entriesAt(schema).flatMap(([word, limit]) => entryOf(WORDS, word)?.(limit, schema as Json) ?? []);
}

/** A word with a number that a measure of the value must not cross. */
function bound(
  words: string,
  unit: string,
  measure: (value: Json) => number | undefined,
  fits: (measured: number, limit: number) => boolean,
): Reader {
  return (limit) => {
    if (typeof limit !== 'number') return undefined;
    const allows = (value: Json) => {
      const measured = measure(value);
      return measured === undefined || fits(measured, limit);
    };
    return { expected: `${words} ${limit} ${limit === 1 ? unit.replace(/s$/, '') : unit}`.trim(), allows };
  };
}

function ofText({ expected, fits }: Syntax): Restriction {
  return { expected, allows: (value) => typeof value !== 'string' || fits(value) };
}

function sizeOfList(value: Json): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function sizeOfObject(value: Json): number | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : undefined;
}

/** Go counts code points. */
function lengthOfText(value: Json): number | undefined {
  return typeof value === 'string' ? [...value].length : undefined;
}

function numberIn(value: Json): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
