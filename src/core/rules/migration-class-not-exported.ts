import { t } from "@vscode/l10n";
import { dirname, relative } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import type { Finding, Rule } from "./rule.ts";
import { unexportedClasses, type UnexportedClass } from "./shared/unexported.ts";
import { unexportedFixes } from "./shared/unexportedFixes.ts";

export const migrationClassNotExported: Rule = {
  id: "migration-class-not-exported",
  severity: "error",
  stage: "dev",
  summary: "A class that migrations leave live and the code does not export",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    if (worker.lifecycle.dialect !== "migrations") return;
    for (const each of unexportedClasses(worker)) if (!each.wasExported) yield finding(worker, each);
  },
};

function finding(worker: Worker, unexported: UnexportedClass): Finding {
  const { found, event, intended } = unexported;
  const file = worker.entry.kind === "none" ? "" : relative(dirname(worker.config.path), worker.entry.path);
  const message =
    intended === undefined
      ? t(
          "The migrations leave the class {0} live, but {1} does not export it, so `wrangler dev` crashes at start and the deploy fails with code 10070 or 10064; export the class, or delete it in a new migration.",
          found.name,
          file,
        )
      : t(
          "The migrations leave the class {0} live, but {1} does not export it (it exports {2}), so `wrangler dev` crashes at start and the deploy fails with code 10070; name the exported class.",
          found.name,
          file,
          intended,
        );
  return { at: event.span, message, fixes: unexportedFixes(worker, unexported) };
}
