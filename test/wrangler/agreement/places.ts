import type { Draft, Table, Value } from "./draft.ts";
import type { Random } from "./random.ts";
import { isTable } from "./write.ts";

/** An object of a configuration, and its path. */
export interface Place {
  readonly table: Table;
  readonly path: readonly (string | number)[];
}

/** Where the asked-for environment's own keys stand. */
export function scopeOf({ config, environment }: Draft): Place {
  if (environment === null) return { table: config, path: [] };
  return { table: tableAt(tableAt(config, "env"), environment), path: ["env", environment] };
}

/** Where a key stands that environments inherit. */
export function inheritedFrom(draft: Draft, key: string): Place {
  const own = scopeOf(draft);
  return own.table[key] === undefined ? { table: draft.config, path: [] } : own;
}

/** The object under a key. */
export function tableAt(table: Table, key: string): Table {
  const value = table[key];
  if (!isTable(value)) throw new Error(`${key} is no object`);
  return value;
}

/** The array under a key. */
export function arrayAt(table: Table, key: string): Value[] {
  const value = table[key];
  if (!Array.isArray(value)) throw new Error(`${key} is no array`);
  return value;
}

/** One of the bindings of the asked-for environment that is of the Worker's own class. */
export function someBinding(draft: Draft, random: Random): Place {
  const { table, path } = scopeOf(draft);
  const bindings = arrayAt(tableAt(table, "durable_objects"), "bindings");
  const own = bindings.flatMap((each, index) => (isTable(each) && each["script_name"] === undefined ? [index] : []));
  const index = random.pick(own);
  return { table: bindings[index] as Table, path: [...path, "durable_objects", "bindings", index] };
}

/** One of the migrations that the asked-for environment has. */
export function someStep(draft: Draft, random: Random): Place & { readonly index: number } {
  const { table, path } = inheritedFrom(draft, "migrations");
  const steps = arrayAt(table, "migrations");
  const index = random.int(0, steps.length - 1);
  return { table: steps[index] as Table, path: [...path, "migrations", index], index };
}

/** An entry of `exports` in a state; undefined if there is none. */
export function someEntry(
  draft: Draft,
  random: Random,
  state: string,
): (Place & { readonly name: string }) | undefined {
  const { table, path } = inheritedFrom(draft, "exports");
  const entries = tableAt(table, "exports");
  const names = Object.entries(entries).flatMap(([name, entry]) =>
    isTable(entry) && (entry["state"] ?? "created") === state ? [name] : [],
  );
  if (names.length === 0) return undefined;
  const name = random.pick(names);
  return { name, table: tableAt(entries, name), path: [...path, "exports", name] };
}
