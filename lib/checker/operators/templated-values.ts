import { entryPath } from '../manifest/field-path';
import { entriesAt, type Json } from '../manifest/manifest';
import type { SecretValue } from './operator';

/** The values of a template below `data`, with `{{}}` in place of each action. */
export function templatedValues(data: Json | undefined, path: string): SecretValue[] {
  return entriesAt(data).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [];
    return [{ key, field: entryPath(path, key), value: value.replace(/\{\{.*?\}\}/gs, '{{}}'), template: value }];
  });
}

/** Undefined for an empty list: a manifest without keys does not mean a Secret without keys. */
export const someOf = (values: SecretValue[]): SecretValue[] | undefined => (values.length === 0 ? undefined : values);
