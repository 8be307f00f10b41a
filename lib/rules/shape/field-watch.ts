import type { Bundle } from '../bundle';
import { entryPath, fieldPath, itemPath } from '../field-path';
import { fields, get, items, type Json, type Manifest } from '../manifest';
import type { Finding } from '../rule';
import { type Field, type Shape, type Structure, shapes } from './object-shapes';

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

/** A field of a structure that is watched, or on the way to one that is. */
interface Step<Entry> {
  readonly field: Field;
  readonly entry: Entry | undefined;
  readonly inner: Structure | undefined;
}

type Plan<Entry> = ReadonlyMap<Structure, readonly Step<Entry>[]>;

/** Finds fields by their type (`Container.image`), in whichever kind and depth, and looks nowhere else. */
export class FieldWatch<Entry> {
  private known: Plan<Entry> | undefined;

  constructor(private readonly table: Readonly<Record<string, Entry>>) {}

  /** What is found at the watched fields that are set, in the order of the manifests. */
  findings(bundle: Bundle, at: (occurrence: Occurrence<Entry>) => readonly Finding[]): Finding[] {
    this.known ??= this.plan();
    const { kinds } = shapes();
    const findings: Finding[] = [];
    for (const object of bundle.manifests) {
      const kind = kinds.get(`${object.apiVersion} ${object.kind}`);
      if (!kind) continue;
      walk(object, kind.structure, '', { object, plan: this.known, at, findings });
    }
    return findings;
  }

  private plan(): Plan<Entry> {
    const structures = [...shapes().structures.values()];
    const unknown = new Set(Object.keys(this.table));
    for (const { name, fields } of structures) for (const field of fields.keys()) unknown.delete(`${name}.${field}`);
    if (unknown.size > 0) throw new Error(`no type of Kubernetes has ${[...unknown].join(', ')}`);

    const onTheWay = new Set<Structure>();
    const stepsOf = (structure: Structure): Step<Entry>[] =>
      [...structure.fields.values()].flatMap((field) => {
        const entry = this.table[`${structure.name}.${field.name}`];
        const target = structureIn(field.shape);
        const inner = target && onTheWay.has(target) ? target : undefined;
        return entry === undefined && !inner ? [] : [{ field, entry, inner }];
      });
    for (let before = -1; before < onTheWay.size; ) {
      before = onTheWay.size;
      for (const structure of structures) if (stepsOf(structure).length > 0) onTheWay.add(structure);
    }
    return new Map([...onTheWay].map((structure) => [structure, stepsOf(structure)]));
  }
}

interface Walk<Entry> {
  readonly object: Manifest;
  readonly plan: Plan<Entry>;
  readonly at: (occurrence: Occurrence<Entry>) => readonly Finding[];
  readonly findings: Finding[];
}

function walk<Entry>(owner: Json, structure: Structure, path: string, walking: Walk<Entry>): void {
  for (const { field, entry, inner } of walking.plan.get(structure) ?? []) {
    const value = get(owner, field.name);
    if (value === undefined || value === null) continue;
    const here = fieldPath(path, field.name);
    if (entry !== undefined) {
      const found = walking.at({ object: walking.object, path: here, field, owner, value, entry });
      walking.findings.push(...found);
    }
    if (inner) descend(value, field.shape, inner, here, walking);
  }
}

/** Into the objects that a field holds, be it one, a list or a map of them. */
function descend<Entry>(value: Json, shape: Shape, inner: Structure, path: string, walking: Walk<Entry>): void {
  if (shape.type === 'list') {
    items(value).forEach((item, index) => {
      descend(item, shape.of, inner, itemPath(path, item, index), walking);
    });
  } else if (shape.type === 'map') {
    for (const [key, each] of fields(value)) descend(each, shape.of, inner, entryPath(path, key), walking);
  } else {
    walk(value, inner, path, walking);
  }
}

function structureIn(shape: Shape): Structure | undefined {
  if (shape.type === 'object') return shape;
  return shape.type === 'list' || shape.type === 'map' ? structureIn(shape.of) : undefined;
}
