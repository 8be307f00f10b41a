import { type Json, listAt, stringAt } from './manifest';

/** The path of a field of what stands at a path. */
export function fieldPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The path of an entry of a map: keys that could be taken for paths stand in brackets. */
export function entryPath(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${key}]`;
}

/** The path of an item of a list: by its name, if it has one. */
export function itemPath(path: string, item: unknown, index: number): string {
  return `${path}[${stringAt(item, 'name') ?? index}]`;
}

/** The items of a list of what stands at a path, each with its own. */
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
