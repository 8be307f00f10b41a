import { type Field, type Shape, type Structure, shapes } from '../kubernetes/object-shapes';
import { entryPath, fieldPath, itemPath } from '../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest } from '../manifest/manifest';
import type { Finding } from '../rule';
import type { Bundle } from './bundle';

/** One place where a watched field stands. */
export interface Occurrence<Entry> {
  readonly object: Manifest;
  readonly path: string;
  readonly field: Field;
  /** The object whose field it is. */
  readonly owner: Json;
  readonly value: Json;
  /** What the table says of the field. */
  readonly entry: Entry;
}

/**
 * Finds fields by their type (`Container.image`), in whichever kind and depth, and looks nowhere else. However many
 * watches there are, a bundle is walked through once for all of them.
 */
export class FieldWatch<Entry> {
  constructor(private readonly table: Readonly<Record<string, Entry>>) {
    watches.add(this);
    // Worked out without it.
    steps.clear();
    leading.clear();
  }

  /** The fields of the table that no type of Kubernetes has: nothing would ever be found at them. */
  get unknown(): string[] {
    return Object.keys(this.table).filter((id) => {
      const [type = '', field = ''] = id.split('.');
      return !shapes().structure(type)?.fields.has(field);
    });
  }

  /** What is found at the watched fields that are set, in the order of the manifests. */
  findings(bundle: Bundle, at: (occurrence: Occurrence<Entry>) => readonly Finding[]): Finding[] {
    const findings: Finding[] = [];
    for (const occurrence of occurrencesOf(this, bundle)) findings.push(...at(occurrence as Occurrence<Entry>));
    return findings;
  }

  /** What the table says of a field. */
  entry(id: string): Entry | undefined {
    return this.table[id];
  }
}

const watches = new Set<FieldWatch<unknown>>();

type Occurrences = Map<FieldWatch<unknown>, Occurrence<unknown>[]>;

const known = new WeakMap<Bundle, Occurrences>();

function occurrencesOf(watch: FieldWatch<unknown>, bundle: Bundle): readonly Occurrence<unknown>[] {
  const earlier = known.get(bundle);
  const found = earlier?.has(watch) ? earlier : find(bundle.manifests);
  known.set(bundle, found);
  return found.get(watch) ?? [];
}

function find(manifests: readonly Manifest[]): Occurrences {
  const found: Occurrences = new Map([...watches].map((watch) => [watch, []]));
  for (const object of manifests) {
    const kind = shapes().kindOf(object);
    if (kind) walk(object, kind.structure, '', object, found);
  }
  return found;
}

function walk(owner: Json, structure: Structure, path: string, object: Manifest, found: Occurrences): void {
  const steps = stepsOf(structure);
  for (const [name, value] of entriesAt(owner)) {
    const step = steps.get(name);
    if (step === undefined || value === null) continue;
    const { field, entries, inner } = step;
    const here = fieldPath(path, name);
    for (const { watch, entry } of entries) found.get(watch)?.push({ object, path: here, field, owner, value, entry });
    if (inner) descend(value, field.shape, inner, here, object, found);
  }
}

/** Into the objects that a field holds, be it one, a list or a map of them. */
function descend(
  value: Json,
  shape: Shape,
  inner: Structure,
  path: string,
  object: Manifest,
  found: Occurrences,
): void {
  if (shape.type === 'list') {
    listAt(value).forEach((item, index) => {
      descend(item, shape.of, inner, itemPath(path, item, index), object, found);
    });
  } else if (shape.type === 'map') {
    for (const [key, each] of entriesAt(value)) descend(each, shape.of, inner, entryPath(path, key), object, found);
  } else {
    walk(value, inner, path, object, found);
  }
}

/** A field of a structure that is watched, or that may lead to one that is. */
interface Step {
  readonly field: Field;
  readonly entries: readonly { readonly watch: FieldWatch<unknown>; readonly entry: unknown }[];
  readonly inner: Structure | undefined;
}

const steps = new Map<Structure, ReadonlyMap<string, Step>>();

/** Worked out for a type when it is first met: most types never are. */
function stepsOf(structure: Structure): ReadonlyMap<string, Step> {
  const known = steps.get(structure);
  if (known) return known;
  const own = new Map<string, Step>();
  for (const [name, field] of structure.fields) {
    const entries = entriesOf(`${structure.name}.${name}`);
    const target = structureIn(field.shape);
    const inner = target && leadsOn(target) ? target : undefined;
    if (entries.length > 0 || inner) own.set(name, { field, entries, inner });
  }
  steps.set(structure, own);
  return own;
}

function entriesOf(id: string): Step['entries'] {
  return [...watches].flatMap((watch) => {
    const entry = watch.entry(id);
    return entry === undefined ? [] : [{ watch, entry }];
  });
}

const leading = new Map<Structure, boolean>();

/** Whether a type has a watched field, or leads to another one that has. */
function leadsOn(structure: Structure, asked = new Set<Structure>()): boolean {
  const known = leading.get(structure);
  if (known !== undefined) return known;
  if (asked.has(structure)) return false;
  const first = asked.size === 0;
  asked.add(structure);
  const leads = [...structure.fields.values()].some(({ name, shape }) => {
    const target = structureIn(shape);
    return entriesOf(`${structure.name}.${name}`).length > 0 || (target !== undefined && leadsOn(target, asked));
  });
  if (leads) leading.set(structure, true);
  // Types refer to each other in circles: a no is certain once everything behind the first one has been asked.
  else if (first) for (const each of asked) leading.set(each, false);
  return leads;
}

function structureIn(shape: Shape): Structure | undefined {
  if (shape.type === 'object') return shape;
  return shape.type === 'list' || shape.type === 'map' ? structureIn(shape.of) : undefined;
}
