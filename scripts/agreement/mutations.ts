import type { Json, Manifest } from '../../lib/checker/manifest/manifest';

export const TEXTS = [
  ...['', ' ', 'UPPER', 'a b', '-x', 'x-', 'a'.repeat(64), 'a'.repeat(254), '한글', 'a/b/c', 'a:b', '1', 'true', 'x_y'],
  ...['a.b', 'http', '8080', '0', '/p', '10Gi', '-1Gi', '512m', '1e3', '1.5', '100%', '101%', '25', 'Always', 'always'],
  ...['TCP', 'tcp', 'None', '*', '../x', 'a..b', '0.0.0.0/0', '10.0.0.0/33', '2020-01-01', 'example.com/a', '@daily'],
  ...[
    '10.1.2.3',
    '300.1.1.1',
    '::1',
    '0 25 * * *',
    '* * * * *',
    '1GB',
    '0.1',
    '/a/../b',
    'https://example.com/x',
    'v1',
  ],
];
const NUMBERS = [-1, 0, 1, 2, 100, 101, 1.5, 65535, 65536, 99999, 2147483648, 3600, 1e15];
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

/** Objects with one field changed. */
export class Mutations {
  /** The fields of all manifests, by the kind of place: one volume can get the source of another. */
  private readonly grafts = new Map<string, (readonly [string, Json])[]>();

  constructor(
    manifests: readonly Manifest[],
    private readonly next: () => number,
  ) {
    for (const manifest of manifests) {
      for (const path of pathsIn(manifest as unknown as Json)) {
        const place = placeOf(path.slice(0, -1));
        const fields = this.grafts.get(place) ?? [];
        fields.push([path.at(-1) ?? '', at(manifest as unknown as Json, path)]);
        this.grafts.set(place, fields);
      }
    }
  }

  /** Undefined where the drawn change changes nothing. */
  mutantOf(manifest: Manifest): Mutant | undefined {
    const object = structuredClone(manifest) as unknown as Node;
    const paths = pathsIn(object).filter((path) => !['apiVersion', 'kind'].includes(path.join('.')));
    const path = this.pick(paths);
    const key = path.at(-1) ?? '';
    const parent = at(object, path.slice(0, -1)) as Node;
    const old = parent[key] as Json;
    const values: Readonly<Record<string, () => Json | undefined>> = {
      capitals: () => (typeof old === 'string' ? old.toUpperCase() : undefined),
      duplicate: () => (Array.isArray(old) ? [...old, old[0] ?? {}] : undefined),
      graft: () => (isMap(old) ? { ...old, ...this.graft(path) } : undefined),
      letter: () => (typeof old === 'string' && old.length > 2 ? without(old, this.next) : undefined),
      long: () => (typeof old === 'string' ? old + 'a'.repeat(this.pick([30, 64, 260])) : undefined),
      null: () => null,
      number: () => (typeof old === 'number' ? this.pick(NUMBERS) : this.pick(TEXTS)),
      stranger: () => (isMap(old) ? { ...old, [this.pick(STRANGERS)]: this.pick<Json>(['x', 1, {}]) } : undefined),
      swap: () =>
        structuredClone(
          this.pick(paths.map((other) => at(object, other)).filter((each) => typeof each === typeof old)),
        ),
      text: () => this.pick(TEXTS),
      type: () => this.pick(otherTypes(old)),
    };
    // The mistakes that people make most stand twice.
    const kind = this.pick([...Object.keys(values), 'delete', 'typo', 'letter', 'number', 'text', 'typo']);
    const value = values[kind]?.();
    if (value !== undefined) parent[key] = value;
    else if (kind === 'delete' && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (kind === 'delete') delete parent[key];
    else if (kind === 'typo' && !Array.isArray(parent)) {
      delete parent[key];
      parent[this.pick([without(key, this.next), `${key.charAt(0)}${key}`, swapped(key)])] = old;
    }
    if (JSON.stringify(object) === JSON.stringify(manifest)) return undefined;
    const now = JSON.stringify(at(object, path)) ?? 'gone';
    return { object, what: `${manifest.kind} ${path.join('.')}: ${kind} ${now.slice(0, 60)}` };
  }

  /** A field that another object has at the same kind of place. */
  private graft(path: Path): Node {
    const fields = this.grafts.get(placeOf(path)) ?? [];
    const [key, value] = this.pick(fields) ?? ['', null];
    return { [key]: structuredClone(value) };
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }
}

/** The last two names of a path: `containers.resources`, wherever the pod stands. */
const placeOf = (path: Path): string =>
  path
    .filter((step) => !/^\d+$/.test(step))
    .slice(-2)
    .join('.');

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
