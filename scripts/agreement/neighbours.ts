import { type Shape, type Structure, shapes } from '../../lib/checker/kubernetes/object-shapes';
import { entriesAt, type Json, listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { pointerTo } from './change';
import { type Labelled, plausibleValues, type Seen, valuesOf } from './field-values';
import type { Subject } from './subjects';

/** One field with another value. */
export interface Step {
  readonly of: Subject;
  readonly pointer: string;
  /** `Type.field` */
  readonly field: string;
  readonly value: Json;
  /** The kind of value: of two values of a kind, one is enough. */
  readonly label: string;
}

/** A value of a type with fields. */
interface Site {
  readonly of: Subject;
  readonly pointer: string;
  readonly structure: Structure;
  readonly value: Json;
}

const MOST_SITES = 4;
const MOST_PAIRS = 120;
const GONE = ['gone', null] as const;

/** The changes of objects that are worth a question, by the types of their fields. */
export class Neighbours {
  private readonly sites: readonly Site[];
  private readonly seen = new Map<string, Seen>();

  constructor(
    subjects: readonly Subject[],
    private readonly next: () => number,
  ) {
    const { kindOf } = shapes('1.34');
    this.sites = subjects.flatMap((of) => {
      const kind = kindOf(of.manifest);
      return kind ? [...this.sitesIn(of.manifest as unknown as Json, kind.structure, '', of)] : [];
    });
  }

  /** Each field of each type once, with all values, the wrong ones too. */
  all(): Step[][] {
    const places = new Map<string, { site: Site; name: string; shape: Shape }>();
    for (const site of this.sites)
      for (const { name, shape } of site.structure.fields.values()) {
        const id = `${site.structure.name}.${name}`;
        const isThere = valueAt(site.value, name) !== undefined;
        const before = places.get(id)?.site;
        if (isFixed(site, name) || (before && (!isThere || valueAt(before.value, name) !== undefined))) continue;
        places.set(id, { site, name, shape });
      }
    return [...places].flatMap(([id, { site, name, shape }]) =>
      steps(site, name, [...valuesOf(shape, this.of(id)), GONE]).map((step) => [step]),
    );
  }

  /** Values that a server may take, and no value, for every field of some objects of each type. */
  plausible(): Step[][] {
    return this.someSites().flatMap((site) => this.plausibleAt(site).map((step) => [step]));
  }

  /** Two such changes at a time, the second in the same value or below. */
  pairs(): Step[][] {
    const near = this.someSites().map((site) => ({ site, own: this.plausibleAt(site) }));
    return near.flatMap(({ site, own }) => {
      const below = near
        .filter((other) => other.site.of === site.of && other.site.pointer.startsWith(site.pointer))
        .flatMap((other) => other.own);
      const pair = () => [this.pick(own), this.pick(this.next() < 0.6 ? own : below)];
      return Array.from({ length: Math.min(MOST_PAIRS, own.length * 2) }, pair).filter(
        ([a, b]) => a?.pointer !== b?.pointer && !b?.pointer.startsWith(`${a?.pointer}/`),
      );
    });
  }

  /** Words and numbers in an answer: `supported values: "A", "B"`, `must be no more than 63 characters`. */
  learn(field: string, message: string): void {
    const { words, numbers } = this.of(field);
    const [, supported = ''] = /supported values: (.*)/.exec(message) ?? [];
    for (const [, word = ''] of supported.matchAll(/"([^"]*)"/g)) words.add(word);
    const about = message.replace(/Invalid value: ("(\\.|[^"])*"|-?[\d.]+)/g, '');
    for (const [number] of about.matchAll(/\b\d+\b/g)) numbers.add(Number(number));
    this.of(field).refuses = true;
  }

  /** Objects of a type differ little. */
  private someSites(): Site[] {
    const counts = new Map<string, number>();
    return this.sites.filter(({ structure: { name } }) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return (counts.get(name) ?? 0) <= MOST_SITES;
    });
  }

  private plausibleAt(site: Site): Step[] {
    return [...site.structure.fields.values()].flatMap(({ name, shape }) => {
      const seen = this.of(`${site.structure.name}.${name}`);
      return isFixed(site, name) ? [] : steps(site, name, [...plausibleValues(shape, seen), GONE]);
    });
  }

  private of(field: string): Seen {
    const seen = this.seen.get(field) ?? { samples: [], words: new Set(), numbers: new Set(), refuses: false };
    this.seen.set(field, seen);
    return seen;
  }

  private *sitesIn(value: Json, shape: Shape, pointer: string, of: Subject): Generator<Site> {
    if (shape.type === 'list' || shape.type === 'map') {
      const items = shape.type === 'list' ? Object.entries(listAt(value)) : entriesAt(value);
      for (const [key, item] of items) yield* this.sitesIn(item, shape.of, pointerTo(pointer, key), of);
    } else if (shape.type === 'object') {
      yield { of, pointer, structure: shape, value };
      for (const [name, inner] of entriesAt(value)) {
        const field = shape.fields.get(name);
        if (field === undefined) continue;
        const { samples } = this.of(`${shape.name}.${name}`);
        if (!samples.some((each) => JSON.stringify(each) === JSON.stringify(inner))) samples.push(inner);
        yield* this.sitesIn(inner, field.shape, pointerTo(pointer, name), of);
      }
    }
  }

  private pick(all: readonly Step[]): Step {
    return all[Math.floor(this.next() * all.length)] as Step;
  }
}

function steps({ of, pointer, structure, value }: Site, name: string, values: Labelled): Step[] {
  const old = JSON.stringify(valueAt(value, name) ?? null);
  const others = values.filter(([, each]) => JSON.stringify(each) !== old);
  return others.map(([label, each]) => {
    return { of, pointer: pointerTo(pointer, name), field: `${structure.name}.${name}`, value: each, label };
  });
}

/** Without a kind or a name, no rule judges the object. */
const isFixed = ({ pointer }: Site, name: string): boolean =>
  name === 'status' || (pointer === '' && ['apiVersion', 'kind', 'metadata'].includes(name));
