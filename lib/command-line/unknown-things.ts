import type { RuleFinding } from '../checker/check';
import type { KnownObject } from '../checker/known-cluster';
import { identity, named } from '../checker/manifest/manifest';

/** A thing outside of the manifests, and the objects that need the thing. */
export interface UnknownThing {
  readonly thing: KnownObject;
  readonly neededBy: readonly string[];
}

/** The things that findings assume, each once, with the keys that all of the findings need. */
export function unknownThings(findings: readonly RuleFinding[]): UnknownThing[] {
  const things = new Map<string, { thing: KnownObject; keys: Set<string>; neededBy: Set<string> }>();
  for (const { assumes: thing, object } of findings) {
    if (thing === undefined) continue;
    const key = named(thing.kind, thing.namespace, thing.name);
    const known = things.get(key) ?? { thing, keys: new Set(), neededBy: new Set() };
    things.set(key, known);
    for (const each of thing.keys ?? []) known.keys.add(each);
    known.neededBy.add(identity(object));
  }
  return [...things.values()].map(({ thing, keys, neededBy }) => ({
    thing: { ...thing, ...(keys.size > 0 && { keys: [...keys].sort() }) },
    neededBy: [...neededBy],
  }));
}
