import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Bundle, check, type Manifest } from '../../lib/checker';
import { identity, type Json } from '../../lib/checker/manifest/manifest';
import { type Change, changed } from '../agreement/change';

/** A mistake in a set of correct manifests, as an author who did not know the rules made the mistake. */
export interface Mistake {
  readonly set: string;
  /** The damage, in the words of the author. */
  readonly what: string;
  /** The changed objects: the new fields by JSON pointer, or null for an object that is gone. */
  readonly change: Readonly<Record<string, Change | null>>;
  /** The new objects. @default none */
  readonly added?: readonly Manifest[];
  /** The findings, each as `rule Kind namespace/name: field`. */
  readonly found: readonly string[];
}

const FOLDER = path.join('test', 'mistakes');
export const MISTAKES = path.join(FOLDER, 'mistakes.jsonl');

const linesOf = <Line>(file: string): Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export const mistakes = (): Mistake[] => linesOf(MISTAKES);

/** The correct manifests, by the name of their set. */
export function sets(): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const [set, manifest] of linesOf<[string, Manifest]>(path.join(FOLDER, 'sets.jsonl'))) {
    found.set(set, [...(found.get(set) ?? []), manifest]);
  }
  return found;
}

/** The manifests of a set with a mistake. */
export function mistaken(manifests: readonly Manifest[], { change, added = [] }: Mistake): Manifest[] {
  const kept = manifests.flatMap((manifest) => {
    const own = change[identity(manifest)];
    if (own === undefined) return manifest;
    return own === null ? [] : (changed(manifest as unknown as Json, own) as unknown as Manifest);
  });
  return [...kept, ...added];
}

/** What the rules find, apart from opinions and from what may exist elsewhere. */
export function findings(manifests: readonly Manifest[]): string[] {
  const hard = check(new Bundle(manifests)).findings.filter(({ answer }) => answer === 'broken' || answer === 'risk');
  return [...new Set(hard.map(({ rule, object, field }) => `${rule} ${identity(object)}: ${field}`))].sort();
}
