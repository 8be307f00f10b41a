import type { Json, Manifest } from '../../lib/checker/manifest/manifest';

const TEXTS = [
  ...['', ' ', 'UPPER', 'a b', '-x', 'x-', 'a'.repeat(64), 'a'.repeat(254), '한글', 'a/b/c', 'a:b', '1', 'true', 'x_y'],
  ...['a.b', 'http', '8080', '0', '/p', '10Gi', '-1Gi', '512m', '1e3', '1.5', '100%', '101%', '25', 'Always', 'always'],
  ...['TCP', 'tcp', 'None', '*', '../x', 'a..b', '0.0.0.0/0', '10.0.0.0/33', '2020-01-01'],
];
const NUMBERS = [-1, 0, 1, 2, 1.5, 65535, 65536, 99999, 2147483648, 3600, 1e15];
const STRANGERS = ['foo', 'replica', 'Name', 'env', 'image', 'ports'];

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Mutant {
  readonly object: Json;
  /** `Deployment spec.replicas: number -1`. */
  readonly what: string;
}

type Node = Record<string, Json>;
type Path = readonly string[];

/** An object with one field changed. Undefined where the drawn change changes nothing. */
export function mutantOf(manifest: Manifest, next: () => number): Mutant | undefined {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const object = structuredClone(manifest) as unknown as Node;
  const paths = pathsIn(object).filter((path) => !['apiVersion', 'kind'].includes(path.join('.')));
  const path = pick(paths);
  const key = path.at(-1) ?? '';
  const parent = at(object, path.slice(0, -1)) as Node;
  const old = parent[key] as Json;
  const values: Readonly<Record<string, () => Json | undefined>> = {
    duplicate: () => (Array.isArray(old) ? [...old, old[0] ?? {}] : undefined),
    letter: () => (typeof old === 'string' && old.length > 2 ? without(old, next) : undefined),
    null: () => null,
    number: () => (typeof old === 'number' ? pick(NUMBERS) : pick(TEXTS)),
    stranger: () => (isMap(old) ? { ...old, [pick(STRANGERS)]: pick<Json>(['x', 1, {}]) } : undefined),
    swap: () =>
      structuredClone(pick(paths.map((other) => at(object, other)).filter((each) => typeof each === typeof old))),
    text: () => pick(TEXTS),
    type: () => pick(otherTypes(old)),
  };
  // The mistakes that people make most stand twice.
  const kind = pick([...Object.keys(values), 'delete', 'typo', 'letter', 'number', 'text', 'typo']);
  const value = values[kind]?.();
  if (value !== undefined) parent[key] = value;
  else if (kind === 'delete' && Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (kind === 'delete') delete parent[key];
  else if (kind === 'typo' && !Array.isArray(parent)) {
    delete parent[key];
    parent[pick([without(key, next), `${key.charAt(0)}${key}`, swapped(key)])] = old;
  }
  if (JSON.stringify(object) === JSON.stringify(manifest)) return undefined;
  const now = JSON.stringify(at(object, path)) ?? 'gone';
  return { object, what: `${manifest.kind} ${path.join('.')}: ${kind} ${now.slice(0, 60)}` };
}

const isMap = (value: Json): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (object: Json, path: Path): Json => path.reduce<Json>((value, key) => (value as Node)[key] as Json, object);

function pathsIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner as Json, [...path, key])]);
}

function without(text: string, next: () => number): string {
  const index = Math.floor(next() * text.length);
  return text.slice(0, index) + text.slice(index + 1);
}

function swapped(key: string): string {
  const first = key.charAt(0);
  return (first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()) + key.slice(1);
}

function otherTypes(value: Json): readonly Json[] {
  if (typeof value === 'string') return [7, true, [value], { a: value }];
  if (typeof value === 'number') return [String(value), true, [value]];
  if (typeof value === 'boolean') return ['true', 1];
  return Array.isArray(value) ? [{}, 'x', []] : [[], 'x', {}];
}
