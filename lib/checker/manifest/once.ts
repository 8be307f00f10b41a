/** A reading of an object, made at the first call and kept as long as the object. */
export function once<Key extends object, Value>(read: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const value = read(key);
    known.set(key, value);
    return value;
  };
}
