import { getOrInsert } from './get-or-insert';
import { type Json, listAt, stringAt, valueAt } from './manifest';

/** The path of a field below a path. */
export function fieldPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The path of a map entry. Brackets enclose a key that looks like a path. */
export function entryPath(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${key}]`;
}

/** The path of a list item, by name if the item has a name. */
export function itemPath(path: string, item: unknown, index: number): string {
  return `${path}[${stringAt(item, 'name') ?? index}]`;
}

/** The items of a list below a path, each with its path. */
export function listItems(
  value: unknown,
  path: string,
  list: string,
): { readonly item: Json; readonly path: string }[] {
  return listAt(value, ...list.split('.')).map((item, index) => ({
    item,
    path: itemPath(`${path}.${list}`, item, index),
  }));
}

/** The values at a path such as `spec.triggers[].authenticationRef` or `metadata.labels[kubernetes.io/os]`. */
export function valuesAt(value: unknown, path: string): { readonly value: Json; readonly path: string }[] {
  const steps = getOrInsert(known, path, () => stepsOf(path));
  // Most objects lack the field of a path without lists: no path needs to be written for them.
  if (!steps.includes('') && (valueAt(value, ...steps) ?? null) === null) return [];
  let found = [{ value: value as Json, path: '' }];
  for (const step of steps) {
    found = found.flatMap((each) => {
      if (step === '') {
        return listAt(each.value).map((item, index) => ({ value: item, path: itemPath(each.path, item, index) }));
      }
      const inside = valueAt(each.value, step) ?? null;
      return inside === null ? [] : [{ value: inside, path: entryPath(each.path, step).replace(/^\./, '') }];
    });
    if (found.length === 0) return found;
  }
  return found;
}

/** The keys of a path, and an empty text for all items of a list. */
const stepsOf = (path: string): string[] =>
  [...path.matchAll(/[^.[\]]+|\[([^\]]*)\]/g)].map(([step, key]) => key ?? step);

const known = new Map<string, readonly string[]>();
