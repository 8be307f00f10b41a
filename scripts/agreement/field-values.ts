import type { Shape } from '../../lib/checker/kubernetes/object-shapes';
import { entriesAt, type Json, listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { TEXTS } from './mutations';

/** The values of a field in all manifests, and the words and numbers in the answers of a server about the field. */
export interface Seen {
  readonly samples: Json[];
  readonly words: Set<string>;
  readonly numbers: Set<number>;
  refuses: boolean;
}

export type Labelled = readonly (readonly [label: string, value: Json])[];

/** Texts that a field with any syntax refuses. */
const PROBES = ['', ' ', 'a b', '-x', '한글', 'a:b', 'a'.repeat(254)];
/** A time that every field of a time can read. */
const TIME = '2026-01-01T00:00:00.000000Z';
/** More items than most lists may have: the answer names the limit. */
const MOST_ITEMS = 130;

/** Every value that is worth a question. */
export function valuesOf(shape: Shape, seen: Seen): Labelled {
  const whole = labelled('sample', seen.samples.slice(0, 6));
  if (shape.type === 'object') return whole;
  if (shape.type === 'time' && seen.samples.length === 0) return [['time', TIME], ...scalars(shape, seen, [TIME])];
  if (shape.type === 'list') return [...whole, ...lists(shape.of, seen), ...words(shape, seen)];
  if (shape.type === 'map') return [...whole, ...maps(shape.of, seen), ...words(shape, seen)];
  return [...whole, ...scalars(shape, seen, seen.samples), ...words(shape, seen)];
}

/** Values that a server may take. */
export function plausibleValues(shape: Shape, seen: Seen): Labelled {
  const isNumber = /^int/.test(shape.type);
  const numbers = [...seen.numbers].slice(0, 3).flatMap((n) => [n, n + 1]);
  return [
    ...(isNumber ? numbers : []).map((n) => [`number ${n}`, n] as const),
    ...labelled('sample', seen.samples.slice(0, 3)),
    ...words(shape, seen),
    ...(shape.type === 'boolean' ? [true, false] : []).map((each) => [String(each), each] as const),
    ...(isNumber ? [0, 1] : []).map((n) => [`number ${n}`, n] as const),
  ];
}

const labelled = (label: string, values: readonly Json[]): Labelled => values.map((value) => [label, value]);

/** The words that the server has named, alone, in a list, or as the key of a map. */
function words(shape: Shape, { words, samples }: Seen): Labelled {
  const [[, value] = ['', '1']] = entriesAt(samples[0] ?? {});
  return [...words].map((word) => {
    if (shape.type === 'map') return [`word ${word}`, { [word]: value }];
    return [`word ${word}`, shape.type === 'list' ? [word] : word];
  });
}

function lists(of: Shape, seen: Seen): Labelled {
  const items = seen.samples.flatMap((list) => listAt(list));
  const [first] = items;
  const each = scalars(of, seen, items);
  const lengths = [...seen.numbers].filter((most) => most > 0 && most < MOST_ITEMS).flatMap((n) => [n, n + 1]);
  const long = (length: number) => Array.from({ length }, (_, index) => numbered(first as Json, index));
  return [
    ...each.map(([label, value]) => [label, [value]] as const),
    ...each.map(([label, value]) => [`beside ${label}`, [...items.slice(0, 1), value]] as const),
    ...items.slice(0, 3).map((item) => ['twice', [item, item]] as const),
    ...items.slice(0, 6).flatMap((a, index) => items.slice(0, index).map((b) => ['two', [b, a]] as const)),
    ...(first === undefined ? [] : [...lengths, MOST_ITEMS]).map((n) => [`${n} items`, long(n)] as const),
  ];
}

function maps(of: Shape, seen: Seen): Labelled {
  const [[key, value] = ['a', 'a']] = entriesAt(seen.samples[0] ?? {});
  return [
    ...scalars({ type: 'string' }, seen, [key]).map(
      ([label, each]) => [`key ${label}`, { [`${each}`]: value }] as const,
    ),
    ...scalars(of, seen, [value]).map(([label, each]) => [label, { [key]: each }] as const),
  ];
}

function scalars({ type }: Shape, { numbers, refuses }: Seen, samples: readonly Json[]): Labelled {
  const near = new Set([...[...numbers].flatMap((n) => [n - 1, n, n + 1]), -1, 0, 1, 2]);
  const whole = [...near].filter(Number.isSafeInteger);
  const size = (n: number) => (n < 2 ? '<' : '>');
  const texts = (refuses ? TEXTS : PROBES).map((text) => [text === '' ? 'empty' : 'text', text] as const);
  if (type === 'boolean') return [...labelled('other', [true, false]), ['text', 'yes']];
  if (['int32', 'integer', 'number'].includes(type))
    return [...whole.map((n) => [`number ${size(n)}`, n] as const), ['text', 'x']];
  if (['int-or-percent', 'port', 'quantity'].includes(type))
    return [
      ...[...whole, 101].map((n) => [`number ${size(n)}`, n] as const),
      ...[...whole, 101].map((n) => [`percent ${size(n)}`, `${n}%`] as const),
      ...texts,
    ];
  if (!['string', 'base64', 'time'].includes(type)) return [];
  const known = samples.filter((each) => typeof each === 'string').slice(0, 2);
  const lengths = [...numbers].filter((n) => n > 0 && n < 300).flatMap((n) => [n, n + 1]);
  return [
    ...texts,
    ...lengths.map((n) => ['long', 'a'.repeat(n)] as const),
    ...labelled(
      'near',
      known.flatMap((text) => neighboursOf(text)),
    ),
  ];
}

const neighboursOf = (text: string): string[] => [
  ...[text.toUpperCase(), `${text}x`, `x${text}`, text.slice(1), text.slice(0, -1), `${text}/x`, `${text}_`],
];

/** An item under a name of its own. */
function numbered(item: Json, index: number): Json {
  if (typeof item !== 'object' || item === null) return `${item}${index}`;
  const name = ['name', 'key'].find((each) => valueAt(item, each) !== undefined);
  return name === undefined ? item : { ...item, [name]: `${valueAt(item, name)}${index}` };
}
