/** The entry of a table. A word of a manifest such as `constructor` names no entry, though every object has the field. */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
