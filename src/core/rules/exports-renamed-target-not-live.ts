import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { child, type StringNode } from "../config/tree.ts";
import { exportChange } from "../lifecycle/declare.ts";
import { finalName } from "../lifecycle/finalName.ts";
import { knownStorage } from "../lifecycle/known.ts";
import { closest } from "../text/closest.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const exportsRenamedTargetNotLive: Rule = {
  id: "exports-renamed-target-not-live",
  severity: "error",
  stage: "api",
  summary: "A `renamed` entry of `exports` whose target has no live entry",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      const { renamedTo } = entry;
      if (entry.state !== "renamed" || renamedTo === undefined) continue;
      if (isTargetOfRename(worker, entry, renamedTo)) yield finding(worker, entry, renamedTo);
    }
  },
};

/** Whether the target is written well, but is no live entry; an entry that cannot be read is another rule's. */
function isTargetOfRename({ environment }: Worker, { className }: ExportEntry, { value }: StringNode): boolean {
  if (value === "" || value === className || !/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(value)) return false;
  const target = environment.exports.value.find((each) => each.className === value);
  if (target === undefined) return child(environment.exports.node, value) === undefined;
  return target.state !== undefined && target.state !== "created";
}

function finding(worker: Worker, { className }: ExportEntry, renamedTo: StringNode): Finding {
  const message = t(
    "{0} is renamed to {1}, which has no live entry in `exports`, so the deploy fails; add a live entry for {1}.",
    className,
    renamedTo.value,
  );
  return { at: renamedTo.span, message, fixes: fixes(worker, className, renamedTo) };
}

function fixes(worker: Worker, className: string, renamedTo: StringNode): readonly Fix[] {
  const { classes } = worker.lifecycle;
  const target = renamedTo.value;
  const live = [...classes.values()].filter((each) => each.state === "live" && each.name !== className);
  const intended =
    finalName(worker.lifecycle, target) ??
    closest(
      target,
      live.map((each) => each.name),
    );
  const repoint: readonly Fix[] =
    intended === undefined
      ? []
      : [
          configFix(t("Rename {0} to {1}", className, intended), {
            kind: "set",
            path: renamedTo.path,
            value: intended,
          }),
        ];
  return [...repoint, declare(worker, className, target)];
}

function declare(worker: Worker, className: string, target: string): Fix {
  const storage = knownStorage(worker, className) ?? "sqlite";
  return configFix(t("Declare {0} in `exports`", target), exportChange(worker.environment, target, storage));
}
