import type { Bundle } from '../bundle';
import { entryPath, fieldPath, itemPath } from '../field-path';
import { fieldNames, fields, get, items, type Json, type Manifest } from '../manifest';
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

/** A field of a structure that is watched, or that may lead to one that is. */
interface Step<Entry> {
  readonly field: Field;
  readonly entry: Entry | undefined;
  readonly inner: Structure | undefined;
}

/** Finds fields by their type (`Container.image`), in whichever kind and depth, and looks nowhere else. */
export class FieldWatch<Entry> {
  private readonly steps = new Map<Structure, ReadonlyMap<string, Step<Entry>>>();

  private readonly leading = new Map<Structure, boolean>();

  constructor(private readonly table: Readonly<Record<string, Entry>>) {}

  /** The fields of the table that no type of Kubernetes has: nothing would ever be found at them. */
  get unknown(): string[] {
    return Object.keys(this.table).filter((id) => {
      const [type = '', field = ''] = id.split('.');
      return !shapes().structure(type)?.fields.has(field);
    });
  }

  /** What is found at the watched fields that are set, in the order of the manifests. */
  findings(bundle: Bundle, at: (occurrence: Occurrence<Entry>) => readonly Finding[]): Finding[] {
    const { kindOf } = shapes();
    const findings: Finding[] = [];
    for (const object of bundle.manifests) {
      const kind = kindOf(object);
      if (!kind) continue;
      walk(object, kind.structure, '', { object, at, findings, stepsOf: (structure) => this.stepsOf(structure) });
    }
    return findings;
  }

  /** Worked out for a type when it is first met: most types never are. */
  private stepsOf(structure: Structure): ReadonlyMap<string, Step<Entry>> {
    const known = this.steps.get(structure);
    if (known) return known;
    const steps = new Map<string, Step<Entry>>();
    for (const [name, field] of structure.fields) {
      const entry = this.table[`${structure.name}.${name}`];
      const target = structureIn(field.shape);
      const inner = target && this.leadsOn(target) ? target : undefined;
      if (entry !== undefined || inner) steps.set(name, { field, entry, inner });
    }
    this.steps.set(structure, steps);
    return steps;
  }

  /** Whether a type has a watched field, or leads to another one that has. */
  private leadsOn(structure: Structure, asked = new Set<Structure>()): boolean {
    const known = this.leading.get(structure);
    if (known !== undefined) return known;
    if (asked.has(structure)) return false;
    const first = asked.size === 0;
    asked.add(structure);
    const leads = [...structure.fields.values()].some(({ name, shape }) => {
      const target = structureIn(shape);
      return `${structure.name}.${name}` in this.table || (target !== undefined && this.leadsOn(target, asked));
    });
    if (leads) this.leading.set(structure, true);
    // Types refer to each other in circles: a no is certain once everything behind the first one has been asked.
    else if (first) for (const each of asked) this.leading.set(each, false);
    return leads;
  }
}

interface Walk<Entry> {
  readonly object: Manifest;
  readonly at: (occurrence: Occurrence<Entry>) => readonly Finding[];
  readonly findings: Finding[];
  stepsOf(structure: Structure): ReadonlyMap<string, Step<Entry>>;
}

function walk<Entry>(owner: Json, structure: Structure, path: string, walking: Walk<Entry>): void {
  const steps = walking.stepsOf(structure);
  for (const name of fieldNames(owner)) {
    const step = steps.get(name);
    if (!step) continue;
    const value = get(owner, name);
    if (value === undefined || value === null) continue;
    const { field, entry, inner } = step;
    const here = fieldPath(path, name);
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
