import { t } from "@vscode/l10n";
import { dirname, relative } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import type { Finding, Rule } from "./rule.ts";
import { unexportedClasses, type UnexportedClass } from "./shared/unexported.ts";
import { unexportedFixes } from "./shared/unexportedFixes.ts";

export const exportsLiveClassNotExported: Rule = {
  id: "exports-live-class-not-exported",
  severity: "error",
  stage: "dev",
  summary: "A live entry of `exports` whose class the code does not export",
  fix: "choice",
  *check(worker) {
    if (worker.lifecycle.dialect === "migrations") return;
    for (const each of unexportedClasses(worker)) if (!each.wasExported) yield finding(worker, each);
  },
};

function finding(worker: Worker, unexported: UnexportedClass): Finding {
  const { found, event, intended } = unexported;
  const file = worker.entry.kind === "none" ? "" : relative(dirname(worker.config.path), worker.entry.path);
  const message =
    intended === undefined
      ? t(
          "{0} has a live entry in `exports`, but {1} does not export such a class, so `wrangler dev` crashes at start and the deploy fails with code 100402; export the class, or retire the entry.",
          found.name,
          file,
        )
      : t(
          "{0} has a live entry in `exports`, but {1} exports no such class (it exports {2}), so `wrangler dev` crashes at start and the deploy fails with code 100402; name the exported class.",
          found.name,
          file,
          intended,
        );
  return { at: event.span, message, fixes: unexportedFixes(worker, unexported) };
}
