import { t } from "@vscode/l10n";
import { deleteClass } from "../lifecycle/declare.ts";
import { basename } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import { exportFixes } from "./bound-class-not-exported.ts";
import { configFix } from "./shared/configFix.ts";
import { retiredFixes } from "./shared/retired.ts";
import type { Finding, Rule } from "./rule.ts";
import { successorOf } from "./shared/successor.ts";
import { unexportedClasses, type UnexportedClass } from "./shared/unexported.ts";

export const doClassRemovedFromCode: Rule = {
  id: "do-class-removed-from-code",
  severity: "error",
  stage: "api",
  summary: "A class that was taken out of the code and not out of the lifecycle",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    for (const each of unexportedClasses(worker)) if (each.wasExported) yield finding(worker, each);
  },
};

function finding(worker: Worker, { found, event }: UnexportedClass): Finding {
  const { name } = found;
  const file = worker.entry.kind === "none" ? "" : basename(worker.entry.path);
  const to = successorOf(worker, name);
  const message =
    to === undefined
      ? t(
          "{1} does not export {0} any more, whose objects still exist, so `wrangler dev` crashes at start and the deploy fails; export it again, or delete or rename it here.",
          name,
          file,
        )
      : t(
          "{1} exports {2} in place of {0}, whose objects still exist, so `wrangler dev` crashes at start and the deploy fails; rename the class here too, or delete it.",
          name,
          file,
          to,
        );
  const remove = configFix(t("Delete {0} and its objects", name), ...deleteClass(worker, name));
  return { at: event.span, message, fixes: [...retiredFixes(worker, name), ...exportFixes(worker, name), remove] };
}
