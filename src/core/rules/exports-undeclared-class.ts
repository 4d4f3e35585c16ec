import { t } from "@vscode/l10n";
import { declareClasses } from "../lifecycle/declare.ts";
import { usesAsNamespace } from "../source/ctxExports.ts";
import type { ExportedName, ModuleEntry } from "../source/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import type { Finding, Rule } from "./rule.ts";
import { unknownClasses } from "./shared/unknownClasses.ts";

export const exportsUndeclaredClass: Rule = {
  id: "exports-undeclared-class",
  severity: "hint",
  stage: "own",
  summary: "An exported Durable Object class that the configuration does not know",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { entry } = worker;
    if (entry.kind !== "module") return;
    for (const found of unknownClasses(worker)) yield finding(worker, entry, found);
  },
};

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
