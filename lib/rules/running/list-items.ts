import { items, type Json } from '../manifest';
import { itemPath } from '../shape/field-path';

/** The items of a list, each with the path that findings give it: by its name, or by its place if it has none. */
export function listItems(
  value: unknown,
  base: string,
  list: string,
): { readonly item: Json; readonly path: string }[] {
  return items(value, ...list.split('.')).map((item, index) => ({
    item,
    path: itemPath(`${base}.${list}`, item, index),
  }));
}
