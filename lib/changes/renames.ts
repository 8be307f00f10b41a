import { entriesAt, type Json, type Manifest, namespaceOf } from '../checker/manifest/manifest';

/** An object that says next to nothing looks like any other of its kind. */
const LEAST_TEXT = 40;

/** The objects that are gone, each with a new object that says the same under another name. */
export function renamedObjects(
  gone: readonly Manifest[],
  created: readonly Manifest[],
): ReadonlyMap<Manifest, Manifest> {
  const found = new Map<Manifest, Manifest>();
  const free = new Set(created);
  for (const before of gone) {
    if (JSON.stringify(bodyOf(before)).length < LEAST_TEXT) continue;
    const after = [...free].find((candidate) => isSameByAnotherName(before, candidate));
    if (after === undefined) continue;
    found.set(before, after);
    free.delete(after);
  }
  return found;
}

function isSameByAnotherName(before: Manifest, after: Manifest): boolean {
  if (before.kind !== after.kind || before.apiVersion !== after.apiVersion) return false;
  const names = [
    [namespaceOf(before), namespaceOf(after)],
    [before.metadata.name, after.metadata.name],
  ] as const;
  const translated = (text: string) => names.reduce((result, [old, now]) => result.replaceAll(old, now), text);
  if (translated(namespaceOf(before)) !== namespaceOf(after)) return false;
  return isSame(bodyOf(before), bodyOf(after), translated);
}

/** All fields but the metadata. */
const bodyOf = (manifest: Manifest): Json =>
  Object.fromEntries(Object.entries(manifest).filter(([field]) => field !== 'metadata' && field !== 'status'));

/** True for two values that differ by the names alone. A checksum may differ, too: checksums cover names. */
function isSame(before: Json | undefined, after: Json | undefined, translated: (text: string) => string): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    return before === after || translated(before) === after || (isHash(before) && isHash(after));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return (
      before.length === after.length && before.every((item: Json, index) => isSame(item, after[index], translated))
    );
  }
  const [old, current] = [entriesAt(before), new Map(entriesAt(after))];
  if (old.length === 0 || current.size === 0) return JSON.stringify(before) === JSON.stringify(after);
  const counterpart = (key: string) => current.get(key) ?? current.get(translated(key));
  return old.length === current.size && old.every(([key, value]) => isSame(value, counterpart(key), translated));
}

/** A checksum in an annotation. */
export const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{16,128}$/i.test(value);
