/** A value of YAML as JSON has it. Aliases of one anchor share a value. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** A key that stands in an object twice. kubectl takes the last one. */
export interface RepeatedKey {
  readonly holder: object;
  readonly key: string;
  readonly offset: number;
}

/** A value with an anchor, for its aliases. */
interface Anchor {
  readonly value: Value | undefined;
  /** The number of values inside. */
  readonly size: number;
}

/** Aliases may stand for this many values. A few lines of aliases of aliases would stand for millions. */
const MOST_ALIASED = 100_000;

/** The parts of a document that have been read. */
export class DocumentParts {
  readonly repeated: RepeatedKey[] = [];
  readonly anchors = new Map<string, Anchor>();
  /** The number of values so far, with the values behind aliases. */
  size = 0;
  private aliased = 0;
  /** The keys of an object that came with a merge. A key of the object's own takes the place of such a key. */
  private readonly merged = new Map<object, Set<string>>();

  constructor(
    /** The place of each field and item, by its object or list. @default not recorded, which saves time */
    private readonly places?: Map<object, Map<string, number>>,
  ) {}

  /** Puts an item into a list. */
  append(list: Value[], value: Value, offset: number): void {
    this.record(list, String(list.length), offset);
    list.push(value);
  }

  /** Puts a field into an object. A merge key fills in the fields of other objects. Returns false for a wrong merge. */
  put(holder: { [key: string]: Value }, key: string, value: Value, offset: number, merges: boolean): boolean {
    if (merges) return this.merge(holder, value, offset);
    const own = !this.merged.get(holder)?.delete(key);
    if (own && Object.hasOwn(holder, key)) this.repeated.push({ holder, key, offset });
    set(holder, key, value);
    this.record(holder, key, offset);
    return true;
  }

  /** The size of a value behind an alias, if the document may still hold the value. */
  expand({ size }: Anchor): boolean {
    this.size += size;
    this.aliased += size;
    return this.aliased <= MOST_ALIASED;
  }

  private merge(holder: { [key: string]: Value }, value: Value, offset: number): boolean {
    const keys = this.merged.get(holder) ?? new Set<string>();
    this.merged.set(holder, keys);
    const sources = Array.isArray(value) ? [...value].reverse() : [value];
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) return false;
      for (const [key, each] of Object.entries(source)) {
        if (!Object.hasOwn(holder, key)) keys.add(key);
        set(holder, key, each);
        this.record(holder, key, offset);
      }
    }
    return true;
  }

  private record(holder: object, key: string, offset: number): void {
    if (this.places === undefined) return;
    const known = this.places.get(holder) ?? new Map<string, number>();
    this.places.set(holder, known.set(key, offset));
  }
}

function set(holder: { [key: string]: Value }, key: string, value: Value): void {
  // A field called `__proto__` is a field.
  if (key === '__proto__')
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  else holder[key] = value;
}
