/**
 * What was worked out for an object before, or works it out now: rules ask for the same over and over, and what they ask
 * about is replaced when it changes.
 */
export function remember<Key extends object, Value extends object>(
  known: WeakMap<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make(key);
  known.set(key, made);
  return made;
}
