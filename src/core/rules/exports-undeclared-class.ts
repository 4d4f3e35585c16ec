import { t } from "@vscode/l10n";
import { declareClasses } from "../lifecycle/declare.ts";
import { usesAsNamespace } from "../source/ctxExports.ts";
import type { ClassDeclaration, ExportedName, ModuleEntry } from "../source/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { usesFacets } from "./shared/facets.ts";
import { isMentioned } from "./shared/mentions.ts";
import type { Finding, Rule } from "./rule.ts";
import { unexportedClasses } from "./shared/unexported.ts";

export const exportsUndeclaredClass: Rule = {
  id: "exports-undeclared-class",
  severity: "hint",
  stage: "own",
  summary: "An exported Durable Object class that the configuration does not know",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { entry, config } = worker;
    if (entry.kind !== "module" || entry.language !== "javascript" || config.isPages || usesFacets(entry)) return;
    for (const found of undeclaredClasses(entry)) {
      if (!isKnown(worker, found.name)) yield finding(worker, entry, found);
    }
  },
};

/** The exported classes that certainly are Durable Objects to be created, and no base of another one. */
function undeclaredClasses({ exports }: ModuleEntry): readonly ExportedName[] {
  const classes = [...exports.names.values()].flatMap((found) =>
    found.value.kind === "class" ? [{ found, declaration: found.value.declaration }] : [],
  );
  return classes
    .filter(({ found, declaration }) => found.name !== "default" && isPlainDurableObject(declaration))
    .filter(({ declaration }) => !classes.some((each) => each.declaration.superclass?.declaration === declaration))
    .map(({ found }) => found);
}

function isPlainDurableObject({ superclass, isAbstract }: ClassDeclaration): boolean {
  const origin = superclass?.origin;
  return !isAbstract && origin?.module === "cloudflare:workers" && origin.name === "DurableObject";
}

/** Whether any environment binds a class or names it in its lifecycle, be it misspelt. */
function isKnown(worker: Worker, name: string): boolean {
  const isNamed = worker.config.environments.some(
    (each) => isMentioned(each, name) || each.bindings.some((binding) => binding.className?.value === name),
  );
  // An entry or a step that was committed and is gone is a mistake of its own.
  const { dialect } = worker.lifecycle;
  if (isNamed || (dialect !== "none" && worker.committed?.lifecycle.classes.has(name) === true)) return true;
  return unexportedClasses(worker).some((each) => each.intended === name);
}

function finding(worker: Worker, { modules }: ModuleEntry, { name, place }: ExportedName): Finding {
  const isUsed = [...modules.values()].some((each) => usesAsNamespace(each, name));
  const message = isUsed
    ? t(
        "The class {0} is used through `ctx.exports`, but neither bound nor declared: `ctx.exports.{0}` is no namespace, so its methods are not functions when they are called; declare the class.",
        name,
      )
    : t(
        "The class {0} is exported, but neither bound nor declared, so no object of it can be created; declare it if it is meant to be a Durable Object of this Worker.",
        name,
      );
  return {
    at: place,
    message,
    fixes: [configFix(t("Declare {0} with SQLite storage", name), ...declareClasses(worker, [name]))],
    ...(isUsed && { severity: "warning" }),
  };
}
