import { describe, expect, test } from '@jest/globals';
import { identity, type Json, type Manifest, namespaceOf } from '../../../lib/checker/manifest/manifest';
import { type Additions, Comparison, type Differences } from './comparison';

/** Promises that an object is what the document says, but for what is listed, and that the lists hold nothing stale. */
export function promiseParity(
  title: string,
  document: Json,
  rendered: Manifest,
  differences: Differences,
  additions: Additions,
): void {
  const comparison = new Comparison(document, rendered, differences, additions);
  describe(title, () => {
    test('says what the document says, wherever no difference is listed', () => {
      expect(comparison.unlistedDifferences).toEqual([]);
    });
    test('adds nothing that is not listed', () => {
      expect(comparison.unlistedAdditions).toEqual([]);
    });
    for (const [path, difference] of Object.entries(differences)) {
      test(`differs at ${path}: ${difference.why}`, () => {
        expect(comparison.mistakesAt(path, difference)).toEqual([]);
      });
    }
    for (const [prefix, why] of Object.entries(additions)) {
      test(`adds ${prefix}: ${why}`, () => {
        expect(comparison.addedBelow(prefix)).not.toEqual([]);
      });
    }
  });
}

/** Promises that a namespace holds the objects that the documents name, and of others only those listed. */
export function promiseObjects(
  rendered: readonly Manifest[],
  namespace: string,
  documented: readonly string[],
  added: Additions,
): void {
  const names = rendered.filter((manifest) => namespaceOf(manifest) === namespace).map(identity);
  describe(namespace, () => {
    test('holds every object of the document', () => {
      expect(names).toEqual(expect.arrayContaining([...documented]));
    });
    test('holds no other that is not listed', () => {
      const known = [...documented, ...Object.keys(added)];
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    });
    for (const [name, why] of Object.entries(added)) {
      test(`adds ${name}: ${why}`, () => {
        expect(names).toContain(name);
        expect(documented).not.toContain(name);
      });
    }
  });
}
