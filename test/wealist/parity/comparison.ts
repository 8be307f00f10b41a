import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../lib/checker/manifest/manifest';
import { leaves } from './leaves';

/** What we say where the document says something else, and why. */
export interface Difference {
  readonly why: string;
  /** Our value, or undefined if we say nothing. */
  readonly ours: Json | undefined;
  /** The path at which we say it. @default the path of the document */
  readonly at?: string;
}

/** By the document's path. */
export type Differences = Readonly<Record<string, Difference>>;

/** Why we say what the document does not, by the beginning of our paths. */
export type Additions = Readonly<Record<string, string>>;

/** A document that somebody wrote by hand against the object that this program renders, path by path. */
export class Comparison {
  private readonly document: ReadonlyMap<string, Json>;
  private readonly rendered: ReadonlyMap<string, Json>;

  constructor(
    document: Json,
    rendered: Json,
    readonly differences: Differences,
    readonly additions: Additions,
  ) {
    this.document = leaves(document);
    this.rendered = leaves(rendered);
  }

  /** Where we say something else, and no difference is listed. */
  get unlistedDifferences(): string[] {
    return [...this.document]
      .filter(([path]) => !Object.hasOwn(this.differences, path) && !this.agrees(path))
      .map(([path, value]) => `${path}: the document says ${shown(value)}, we say ${shown(this.rendered.get(path))}`);
  }

  /** What is not so about a listed difference. */
  mistakesAt(path: string, { ours, at = path }: Difference): string[] {
    const said = this.rendered.get(at);
    return [
      ...(this.document.has(path) ? [] : [`${path}: the document says nothing`]),
      ...(this.document.has(path) && this.agrees(path) ? [`${path}: both say ${shown(said)}`] : []),
      ...(isDeepStrictEqual(said, ours) ? [] : [`${at}: listed is ${shown(ours)}, we say ${shown(said)}`]),
    ];
  }

  /** What we say beyond the document below a path. */
  addedBelow(prefix: string): string[] {
    return this.added.filter((path) => isBelow(prefix, path));
  }

  /** What we say beyond the document, and no addition is listed. */
  get unlistedAdditions(): string[] {
    const listed = Object.keys(this.additions);
    return this.added.filter((path) => !listed.some((prefix) => isBelow(prefix, path)));
  }

  private get added(): string[] {
    const elsewhere = Object.values(this.differences).map(({ at }) => at);
    return [...this.rendered.keys()].filter((path) => !this.document.has(path) && !elsewhere.includes(path));
  }

  private agrees(path: string): boolean {
    return isDeepStrictEqual(this.document.get(path), this.rendered.get(path));
  }
}

const shown = (value: Json | undefined) => (value === undefined ? 'nothing' : JSON.stringify(value));

const isBelow = (prefix: string, path: string) =>
  path.startsWith(prefix) && (path.length === prefix.length || '.['.includes(path.charAt(prefix.length)));
