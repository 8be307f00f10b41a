import type { RepeatedKey } from '../yaml/document';
import { entryPath, itemPath } from './field-path';
import type { Manifest } from './manifest';

/** A mistake of a text that its value no longer shows. */
export interface TextMistake {
  readonly field: string;
  readonly expected: string;
  readonly received: string;
  /** True if the API server rejects the object. */
  readonly answer?: 'broken';
}

const remembered = new WeakMap<Manifest, readonly TextMistake[]>();

/** The mistakes in the text of a manifest. None for a manifest that was not read from text. */
export function textMistakes(manifest: Manifest): readonly TextMistake[] {
  return remembered.get(manifest) ?? [];
}

/** Keeps the mistakes in the text of a manifest, with the keys that stand in one of its objects twice. */
export function rememberMistakes(
  manifest: Manifest,
  mistakes: readonly TextMistake[],
  repeated: readonly RepeatedKey[],
): void {
  if (mistakes.length + repeated.length === 0) return;
  const holders = new Set(repeated.map(({ holder }) => holder));
  const paths = new Map<object, string>();
  if (holders.size > 0) collectPaths(manifest, '', holders, paths, new Set());
  const twice = repeated.flatMap(({ holder, key }) => {
    const path = paths.get(holder);
    if (path === undefined) return [];
    const field = path === '' ? key : entryPath(path, key);
    return [{ field, expected: 'each key once', received: 'the key twice, of which kubectl takes the last' }];
  });
  remembered.set(manifest, [...mistakes, ...twice]);
}

function collectPaths(
  value: unknown,
  path: string,
  wanted: Set<object>,
  found: Map<object, string>,
  seen: Set<object>,
): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (wanted.has(value)) found.set(value, path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collectPaths(item, itemPath(path, item, index), wanted, found, seen);
    });
  } else {
    for (const [key, each] of Object.entries(value)) {
      collectPaths(each, path === '' ? key : entryPath(path, key), wanted, found, seen);
    }
  }
}
