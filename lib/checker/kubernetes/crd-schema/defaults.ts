import { entriesAt, type Json } from '../../manifest/manifest';
import type { Schema } from './schema';

/** A value as the API server validates the value: with the defaults of its schema, and without null where null says nothing. */
export function withDefaults(value: Json, schema: Schema | undefined): Json {
  if (schema === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return value.map((item) =>
      withDefaults(item === null && !items?.nullable ? (items?.standard ?? item) : item, items),
    );
  }
  const filled: Record<string, Json> = {};
  for (const [name, each] of entriesAt(value)) {
    const field = schema.fields.get(name) ?? schema.others;
    if (each !== null || field === undefined || field.nullable) put(filled, name, withDefaults(each, field));
  }
  for (const [name, field] of schema.fields) {
    if (field.standard !== undefined && !Object.hasOwn(filled, name)) {
      put(filled, name, withDefaults(field.standard, field));
    }
  }
  return filled;
}

/** A field called `__proto__` is a field. */
function put(holder: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}
