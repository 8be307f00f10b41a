/** Puts a value into the group of a key. */
export function group<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = groups.get(key);
  if (known) known.push(value);
  else groups.set(key, [value]);
}

/** The groups within the group of a key. */
export function inner<Key, InnerKey, Value>(groups: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  const known = groups.get(key);
  if (known) return known;
  const made = new Map<InnerKey, Value>();
  groups.set(key, made);
  return made;
}
