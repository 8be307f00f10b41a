import { entryPath, itemPath } from '../checker/manifest/field-path';
import { identity, type Manifest } from '../checker/manifest/manifest';
import { problem, Unquoted } from '../checker/problem';

/** Patterns that a string must not match, by name. */
const UNREADABLE: [RegExp, string, string][] = [
  // kubectl refuses the whole file.
  [/\p{Surrogate}/u, 'of whole characters', 'one with half a character (a lone surrogate)'],
  // No container starts with such a variable, argument or command, and no password of a server has one.
  [/\0/, 'without NUL', 'one with it'],
];

/** As a writer of YAML may put them: there is nothing to look for in a text without these. */
const SIGNS = /\\(0|x00|u0000|u[dD][89a-fA-F])|[\0\p{Surrogate}]/u;

/**
 * The strings of a file that kubectl or a container cannot read, a sentence each. The value itself stays out of it: it may
 * be that of a Secret.
 */
export function unreadable(manifests: readonly Manifest[], text: string): string[] {
  if (!SIGNS.test(text)) return [];
  return manifests.flatMap((manifest) => {
    return [...strings(manifest, '')].flatMap(([path, string]) => {
      const found = UNREADABLE.filter(([pattern]) => pattern.test(string));
      return found.map(([, expected, received]) => {
        return problem(`${identity(manifest)}: ${path}`, `a string ${expected}`, new Unquoted(received));
      });
    });
  });
}

/** Every string of a value, names of fields among them, with its path. */
function* strings(value: unknown, path: string): Generator<[path: string, string: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* strings(item, itemPath(path, item, index));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const inner = path === '' ? key : entryPath(path, key);
      yield [inner, key];
      yield* strings(item, inner);
    }
  }
}
