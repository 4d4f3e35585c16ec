/**
 * What a table has under a key of its own: a person may name a class, a key or a tag `constructor` or `__proto__`, which
 * every object answers to.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
