import { type Shape, type Structure, shapes } from '../../lib/checker/kubernetes/object-shapes';
import { entriesAt, type Json, listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { pointerTo } from './change';
import { TEXTS } from './mutations';
import type { Subject } from './subjects';

/** One field with another value. */
export interface Step {
  readonly of: Subject;
  readonly pointer: string;
  /** `Type.field` */
  readonly field: string;
  readonly value: Json;
  /** What is new about the value: of two values with one label, one is enough. */
  readonly label: string;
}

/** A value of a type with fields. */
export interface Site {
  readonly of: Subject;
  readonly pointer: string;
  readonly structure: Structure;
  readonly value: Json;
}

type Labelled = readonly (readonly [label: string, value: Json])[];

/** Texts that a field with any syntax refuses. */
const PROBES = ['', ' ', 'a b', '-x', '한글', 'a:b', 'a'.repeat(254)];

/** The single changes of objects that are worth a question, by the types of their fields. */
export class Neighbours {
  readonly sites: readonly Site[];
  /** The values of a field in all manifests, by `Type.field`: one volume can get the source of another. */
  private readonly samples = new Map<string, Json[]>();
  /** The words and numbers that the server has named in an answer about a field. */
  private readonly learned = new Map<string, Set<string | number>>();

  constructor(subjects: readonly Subject[]) {
    const { kindOf } = shapes('1.34');
    this.sites = subjects.flatMap((of) => {
      const kind = kindOf(of.manifest);
      return kind ? [...this.sitesIn(of.manifest as unknown as Json, kind.structure, '', of)] : [];
    });
  }

  /** Each field of each type once, with all values. */
  fields(): { readonly site: Site; readonly name: string; readonly shape: Shape }[] {
    const found = new Map<string, { site: Site; name: string; shape: Shape }>();
    for (const site of this.sites)
      for (const { name, shape } of site.structure.fields.values()) {
        const id = `${site.structure.name}.${name}`;
        if (isFixed(site, name) || (found.has(id) && valueAt(site.value, name) === undefined)) continue;
        if (!found.has(id) || valueAt(found.get(id)?.site.value ?? null, name) === undefined)
          found.set(id, { site, name, shape });
      }
    return [...found.values()];
  }

  /** Every value for a field, the wrong ones too. */
  all(site: Site, name: string, shape: Shape): Step[] {
    return this.steps(site, name, [...this.values(`${site.structure.name}.${name}`, shape), ['gone', null]]);
  }

  /** The values for a field that a server may take, the field's absence among them. */
  plausible(site: Site): Step[] {
    return [...site.structure.fields.values()].flatMap(({ name, shape }) => {
      if (isFixed(site, name)) return [];
      const id = `${site.structure.name}.${name}`;
      const numbers = [...(this.learned.get(id) ?? [])].filter((each) => typeof each === 'number').slice(0, 3);
      const values = [
        ...(/^int/.test(shape.type) ? numbers : []).flatMap((n) => [[`number ${n}`, n], [`number ${n + 1}`, n + 1]] as const), // biome-ignore format: a line
        ...(this.samples.get(id) ?? []).slice(0, 3).map((value) => ['sample', value] as const),
        ...this.words(id, shape),
        ...(shape.type === 'boolean' ? ([['true', true], ['false', false]] as const) : []), // biome-ignore format: a line
        ...(/^int/.test(shape.type) ? ([['zero', 0], ['one', 1]] as const) : []), // biome-ignore format: a line
      ];
      return this.steps(site, name, [...values, ['gone', null]]);
    });
  }

  /** Words and numbers in an answer: `supported values: "A", "B"`, `must be no more than 63 characters`. */
  learn(field: string, message: string): void {
    const known = this.learned.get(field) ?? new Set();
    const [, words = ''] = /supported values: (.*)/.exec(message) ?? [];
    for (const [, word = ''] of words.matchAll(/"([^"]*)"/g)) known.add(word);
    for (const [number] of message.replace(/Invalid value: ("(\\.|[^"])*"|-?[\d.]+)/g, '').matchAll(/\b\d+\b/g))
      known.add(Number(number));
    this.learned.set(field, known);
  }

  private *sitesIn(value: Json, shape: Shape, pointer: string, of: Subject): Generator<Site> {
    if (shape.type === 'list')
      for (const [index, item] of listAt(value).entries())
        yield* this.sitesIn(item, shape.of, pointerTo(pointer, String(index)), of);
    else if (shape.type === 'map')
      for (const [key, item] of entriesAt(value)) yield* this.sitesIn(item, shape.of, pointerTo(pointer, key), of);
    else if (shape.type === 'object') {
      yield { of, pointer, structure: shape, value };
      for (const [name, inner] of entriesAt(value)) {
        const field = shape.fields.get(name);
        if (field === undefined) continue;
        const id = `${shape.name}.${name}`;
        const known = this.samples.get(id) ?? [];
        if (!known.some((each) => JSON.stringify(each) === JSON.stringify(inner))) known.push(inner);
        this.samples.set(id, known);
        yield* this.sitesIn(inner, field.shape, pointerTo(pointer, name), of);
      }
    }
  }

  private steps({ of, pointer, structure, value }: Site, name: string, values: Labelled): Step[] {
    const old = JSON.stringify(valueAt(value, name) ?? null);
    return values
      .filter(([, each]) => JSON.stringify(each) !== old)
      .map(([label, each]) => {
        return { of, pointer: pointerTo(pointer, name), field: `${structure.name}.${name}`, value: each, label };
      });
  }

  private values(id: string, shape: Shape): Labelled {
    const samples = this.samples.get(id) ?? [];
    const whole = samples.slice(0, 6).map((value) => ['sample', value] as const);
    if (shape.type === 'object') return whole;
    if (shape.type === 'list') return [...whole, ...this.lists(id, shape.of, samples)];
    if (shape.type === 'map') {
      const [[key, value] = ['a', 'a']] = entriesAt(samples[0] ?? {});
      const keys = this.scalars(id, { type: 'string' }, [key]).map(([label, each]) => [
        `key ${label}`,
        { [String(each)]: value },
      ]);
      const values = this.scalars(id, shape.of, [value]).map(([label, each]) => [label, { [key]: each }]);
      return [...whole, ...keys, ...values, ...this.words(id, shape)] as unknown as Labelled;
    }
    return [...whole, ...this.scalars(id, shape, samples), ...this.words(id, shape)];
  }

  private lists(id: string, of: Shape, samples: readonly Json[]): Labelled {
    const items = samples.flatMap((list) => listAt(list));
    const [item] = items;
    const scalars = this.scalars(id, of, items).map(([label, each]) => [label, [each]] as const);
    const beside = scalars.map(([label, list]) => [`beside ${label}`, [...items.slice(0, 1), ...list]] as const);
    const twice = items.slice(0, 3).map((each) => ['twice', [each, each]] as const);
    const long = [...(this.learned.get(id) ?? [])].flatMap((most) =>
      typeof most === 'number' && most > 0 && most < 130 && item !== undefined
        ? [most, most + 1].map((n) => [`${n} items`, Array.from({ length: n }, (_, i) => numbered(item, i))] as const)
        : [],
    );
    const both = items.slice(0, 6).flatMap((a, i) => items.slice(0, i).map((b) => ['two', [b, a]] as const));
    return [...scalars, ...beside, ...twice, ...long, ...both, ['none', []], ...this.words(id, { type: 'list', of })];
  }

  /** The words that the server has named, alone, in a list, or as the key of a map. */
  private words(id: string, shape: Shape): Labelled {
    const words = [...(this.learned.get(id) ?? [])].filter((word) => typeof word === 'string');
    const [[, value] = ['', '1']] = entriesAt(this.samples.get(id)?.[0] ?? {});
    return words.map((word) => {
      const inside = shape.type === 'list' ? [word] : word;
      return [`word ${word}`, shape.type === 'map' ? { [word]: value } : inside];
    });
  }

  private scalars(id: string, shape: Shape, samples: readonly Json[]): Labelled {
    const numbers = [...(this.learned.get(id) ?? [])].filter((each) => typeof each === 'number');
    const near = [...new Set([...numbers.flatMap((n) => [n - 1, n, n + 1]), -1, 0, 1, 2])].filter(Number.isSafeInteger);
    const texts = samples.filter((each) => typeof each === 'string').slice(0, 2);
    const lengths = numbers.filter((n) => n > 0 && n < 300).flatMap((n) => [n, n + 1]);
    switch (shape.type) {
      case 'boolean':
        return [['true', true], ['false', false], ['text', 'yes']]; // biome-ignore format: a line
      case 'int32':
      case 'integer':
      case 'number':
        return [...near.map((n) => [`number ${n < 2 ? '<' : '>'}`, n] as const), ['text', 'x']];
      case 'int-or-percent':
      case 'port':
      case 'quantity':
        return [
          ...[...near, 101].map((n) => [`number ${n < 2 ? '<' : '>'}`, n] as const),
          ...[...near, 101].map((n) => [`percent ${n < 2 ? '<' : '>'}`, `${n}%`] as const),
          ...TEXTS.map((text) => ['text', text] as const),
        ];
      case 'string':
      case 'base64':
      case 'time':
        return [
          ...(this.learned.has(id) ? TEXTS : PROBES).map((text) => [text === '' ? 'empty' : 'text', text] as const),
          ...lengths.map((n) => ['long', 'a'.repeat(n)] as const),
          ...texts.flatMap((text) =>
            [text.toUpperCase(), `${text}x`, `x${text}`, text.slice(1), text.slice(0, -1), `${text}/x`, `${text}_`].map(
              (each) => ['near', each] as const,
            ),
          ),
        ];
      default:
        return [];
    }
  }
}

const numbered = (item: Json, index: number): Json => {
  if (typeof item !== 'object' || item === null) return `${item}${index}`;
  const name = ['name', 'key'].find((each) => valueAt(item, each) !== undefined);
  return name === undefined ? item : { ...item, [name]: `${valueAt(item, name)}${index}` };
};

/** Without a kind or a name, no rule judges the object. */
const isFixed = ({ pointer }: Site, name: string): boolean =>
  name === 'status' || (pointer === '' && ['apiVersion', 'kind', 'metadata'].includes(name));
