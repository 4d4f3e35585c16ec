import { t } from "@vscode/l10n";
import { property } from "../../config/tree.ts";
import type { ExportsEdit } from "../../lifecycle/compareExports.ts";
import { deleteClass, exportChange, liveEntry, renameClass } from "../../lifecycle/declare.ts";
import type { Worker } from "../../worker.ts";
import { configFix } from "./configFix.ts";
import { exportOf } from "./exported.ts";
import type { Finding, Fix } from "../rule.ts";

/** What is wrong with an edit of committed `exports`. */
export function exportsFinding(worker: Worker, edit: ExportsEdit): Finding {
  return edit.kind === "storage" ? storageFinding(edit) : removedFinding(worker, edit);
}

function storageFinding({ entry, before }: Extract<ExportsEdit, { kind: "storage" }>): Finding {
  const { storage } = liveEntry(before);
  const message = t(
    "{0} is committed with the storage `{1}`, which never changes once it is deployed, so the deploy fails with code 100402; restore it, or create a class of another name.",
    entry.className,
    storage,
  );
  const path = [...entry.node.path, "storage"];
  const fix = configFix(t("Restore the storage of {0}", entry.className), { kind: "set", path, value: storage });
  return { at: (entry.storage ?? entry.node).span, message, fixes: [fix] };
}

function removedFinding(worker: Worker, { className, storage }: Extract<ExportsEdit, { kind: "removed" }>): Finding {
  const { exports, node } = worker.environment;
  const message = t(
    "{0} is committed and has no entry any more, so if it is deployed, the next deploy fails with code 100402; restore its entry, or say that it is deleted or renamed.",
    className,
  );
  const restore = configFix(t("Restore {0}", className), exportChange(worker.environment, className, storage));
  const remove = configFix(t("Delete {0} and its objects", className), ...deleteClass(worker, className));
  const isGone = exportOf(worker, className).kind === "missing";
  const holder = exports.isInherited ? worker.config.document.root : node;
  return {
    at: property(holder, "exports")?.keySpan ?? node.span,
    message,
    fixes: [...renameFixes(worker, className), ...(isGone ? [remove, restore] : [restore, remove])],
  };
}

/** One new entry where one is gone: probably the same class by another name. */
function renameFixes(worker: Worker, className: string): readonly Fix[] {
  const known = worker.committed?.lifecycle.classes;
  const fresh = [...worker.lifecycle.classes.values()].filter((each) => known?.has(each.name) !== true);
  const [to] = fresh;
  if (to?.state !== "live" || fresh.length !== 1) return [];
  const [tombstone] = renameClass(worker, className, to.name);
  return tombstone === undefined
    ? []
    : [configFix(t("Rename {0} to {1}, with its objects", className, to.name), tombstone)];
}
