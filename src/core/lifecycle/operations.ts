import type { Migration } from "../config/model.ts";
import type { ConfigPath, ConfigValue } from "../config/tree.ts";
import type { Span } from "../text/span.ts";

/** One thing that a migration does to one class. */
export interface Operation {
  readonly field: "new_classes" | "new_sqlite_classes" | "deleted_classes" | "renamed_classes" | "transferred_classes";
  /** The class: of a rename or transfer the one that is given up. */
  readonly className: string;
  /** The class that takes over, of a rename or transfer. */
  readonly to: string | undefined;
  /** The item of the list: where it is, and its value. */
  readonly path: ConfigPath;
  readonly value: ConfigValue;
  /** The class's name in it. */
  readonly span: Span;
}

/** Everything that a migration does, in wrangler's order. */
export function operationsOf(migration: Migration): readonly Operation[] {
  const names = (["deleted_classes", "new_classes", "new_sqlite_classes"] as const).flatMap((field) =>
    listOf(migration, field).map(({ value, path, span }): Operation => ({
      field,
      className: value,
      to: undefined,
      path,
      value,
      span,
    })),
  );
  const renames = migration.renamedClasses.map(({ node, from, to }): Operation => {
    const value = { from: from.value, to: to.value };
    return { field: "renamed_classes", className: from.value, to: to.value, path: node.path, value, span: from.span };
  });
  const transfers = migration.transferredClasses.map(({ node, from, fromScript, to }): Operation => {
    const value = { from: from.value, from_script: fromScript.value, to: to.value };
    return { field: "transferred_classes", className: from.value, to: to.value, path: node.path, value, span: to.span };
  });
  return [...names, ...renames, ...transfers];
}

/** Whether two operations do the same. */
export function isSame(a: Operation, b: Operation): boolean {
  return a.field === b.field && JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** Whether an operation creates its class. */
export function isCreation({ field }: Operation): boolean {
  return field === "new_classes" || field === "new_sqlite_classes";
}

function listOf(
  { newClasses, newSqliteClasses, deletedClasses }: Migration,
  field: "new_classes" | "new_sqlite_classes" | "deleted_classes",
): Migration["newClasses"] {
  switch (field) {
    case "new_classes":
      return newClasses;
    case "new_sqlite_classes":
      return newSqliteClasses;
    case "deleted_classes":
      return deletedClasses;
  }
}
