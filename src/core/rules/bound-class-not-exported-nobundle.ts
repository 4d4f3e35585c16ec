import { t } from "@vscode/l10n";
import type { StringNode } from "../config/tree.ts";
import type { RustCrate } from "../source/model.ts";
import { closest } from "../text/closest.ts";
import type { Worker } from "../worker.ts";
import { localClasses } from "./shared/bindings.ts";
import { isCheckedByWrangler, missingClassFixes } from "./bound-class-not-exported.ts";
import { isDefaultClass, isDefaultExport } from "./shared/defaultExport.ts";
import { configFix } from "./shared/configFix.ts";
import { exportOf } from "./shared/exported.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const boundClassNotExportedNobundle: Rule = {
  id: "bound-class-not-exported-nobundle",
  severity: "error",
  stage: "dev",
  summary: "A bound class that an entry which wrangler does not bundle fails to export",
  fix: "choice",
  *check(worker) {
    const { entry, environment } = worker;
    if (entry.kind === "unreadable" && entry.language === "rust") yield* notInCrate(worker, entry.crate);
    if (entry.kind !== "module" || entry.format !== "modules" || isCheckedByWrangler(worker, entry)) return;
    for (const [className, node] of localClasses(environment)) {
      if (isDefaultExport(className) || isDefaultClass(worker, className)) continue;
      if (exportOf(worker, className).kind !== "missing") continue;
      const message = t(
        "The class {0} is bound, but the entry does not export it, which wrangler does not notice without a bundle: `wrangler dev` crashes at start and the deploy fails with code 10061; export the class there.",
        className,
      );
      yield { at: node.span, message, fixes: missingClassFixes(worker, node) };
    }
  },
};

/** Only a hint, as macros may make a class of anything. */
function* notInCrate({ environment }: Worker, crate: RustCrate | undefined): Generator<Finding> {
  if (crate === undefined || !crate.isWhole || crate.classes.length === 0) return;
  for (const [className, node] of localClasses(environment)) {
    if (crate.mentions(className)) continue;
    const message = t(
      "The class {0} is bound, but nothing in the crate is called so; its `#[durable_object]` structs are {1}; bind one of them.",
      className,
      crate.classes.join(", "),
    );
    yield { at: node.span, message, severity: "hint", fixes: respellings(crate, node) };
  }
}

function respellings({ classes }: RustCrate, node: StringNode): readonly Fix[] {
  const intended = closest(node.value, classes);
  if (intended === undefined) return [];
  return [
    configFix(t("Change “{0}” to “{1}”", node.value, intended), { kind: "set", path: node.path, value: intended }),
  ];
}
