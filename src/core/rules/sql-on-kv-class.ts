import { t } from "@vscode/l10n";
import ts from "typescript";
import { switchToSqlite } from "../lifecycle/declare.ts";
import { enclosingClass } from "../source/enclosing.ts";
import type { ClassDeclaration } from "../source/model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { spanOf } from "../source/syntax.ts";
import type { Place } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { durableObjectClasses } from "./durableObjectClasses.ts";
import type { Fix, Rule } from "./rule.ts";

export const sqlOnKvClass: Rule = {
  id: "sql-on-kv-class",
  severity: "error",
  stage: "run",
  summary: "SQL or synchronous key-value storage in a class whose storage is key-value",
  fix: "choice",
  *check(worker) {
    for (const { declaration, name, lifecycle } of durableObjectClasses(worker)) {
      if (lifecycle?.storage !== "kv" || lifecycle.state !== "live") continue;
      const [use] = sqliteUses(worker, declaration);
      if (use === undefined) continue;
      const made = lifecycle.events.at(-1);
      const related =
        made === undefined
          ? []
          : [
              {
                place: { path: worker.config.path, span: made.span },
                message: t("Declared with key-value storage here"),
              },
            ];
      const message = t(
        "The class {0} has key-value storage, so `storage.{1}` fails when it runs, and its storage can never change; use `storage.get` and `storage.put`, or a new class with SQLite storage.",
        name,
        use.api,
      );
      yield { at: use.place, message, related, fixes: sqliteFix(worker, name) };
    }
  },
};

/** Declares the class with SQLite storage instead, which only helps a class that was never deployed: the title says so. */
function sqliteFix(worker: Worker, className: string): readonly Fix[] {
  const changes = switchToSqlite(worker.environment, className);
  if (changes.length === 0) return [];
  return [
    {
      title: t("Declare {0} with SQLite storage (only if it was never deployed)", className),
      changes: [{ kind: "config", changes }],
    },
  ];
}

interface SqliteUse {
  readonly api: "sql" | "kv";
  readonly place: Place;
}

/** The calls of `….storage.sql.x()` and `….storage.kv.x()` in a class; reading the property alone does not fail. */
function sqliteUses({ entry }: Worker, declaration: ClassDeclaration): readonly SqliteUse[] {
  const module =
    entry.kind === "module" ? [...entry.modules.values()].find((each) => each.path === declaration.path) : undefined;
  if (module === undefined) return [];
  const { accesses } = indexOf(module);
  return (["sql", "kv"] as const).flatMap((api) =>
    (accesses.get(api) ?? [])
      .filter((node) => isCalledStorage(node) && enclosingClass(node) === declaration.node)
      .map((node) => ({ api, place: { path: module.path, span: spanOf(nameNode(node), module.ast) } })),
  );
}

function isCalledStorage(node: NamedAccess): boolean {
  const owner = node.expression;
  const isStorage =
    (isNamedAccess(owner) && accessedName(owner) === "storage") || (ts.isIdentifier(owner) && owner.text === "storage");
  const { parent } = node;
  return isStorage && isNamedAccess(parent) && parent.expression === node && ts.isCallExpression(parent.parent);
}
