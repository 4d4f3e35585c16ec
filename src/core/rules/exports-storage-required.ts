import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { child, type ConfigNode } from "../config/tree.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import { knownStorage } from "../lifecycle/known.ts";
import { closest } from "../text/closest.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { intendedState, isMisspelt } from "./shared/exportProperties.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Finding, Rule } from "./rule.ts";

const storages = ["sqlite", "legacy-kv"] as const;

export const exportsStorageRequired: Rule = {
  id: "exports-storage-required",
  severity: "error",
  stage: "cfg",
  summary: "A live entry of `exports` without a known storage",
  fix: "edit",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      if (entry.state !== "created" && entry.state !== "expecting-transfer") continue;
      const storage = child(entry.node, "storage");
      const isKnown = storage?.kind === "string" && storages.some((each) => each === storage.value);
      if (!isKnown && !isMisspelt(entry, "storage") && intendedState(entry) === undefined)
        yield finding(worker, entry, storage);
    }
  },
};

function finding(worker: Worker, entry: ExportEntry, written: ConfigNode | undefined): Finding {
  const message =
    written === undefined
      ? t(
          "The entry {0} of `exports` has no `storage`, so every wrangler command stops; say whether its objects are stored in `sqlite` or `legacy-kv`.",
          entry.className,
        )
      : t(
          "The entry {0} of `exports` has an unknown `storage`, so every wrangler command stops; write `sqlite` or `legacy-kv`.",
          entry.className,
        );
  const value = intended(worker, entry, written);
  const title = t("Set `storage` to “{0}”", value);
  const path = [...entry.node.path, "storage"];
  return {
    at: written?.span ?? entry.keySpan,
    message,
    fixes: [configFix(title, { kind: "set", path, value })],
    ...refusedSince(worker, exportsSince),
  };
}

/** What was probably meant, else what the namespace has already, else SQLite: new namespaces can have nothing else. */
function intended(worker: Worker, { className }: ExportEntry, written: ConfigNode | undefined): string {
  if (written?.kind === "string") {
    if (/kv/i.test(written.value)) return "legacy-kv";
    const near = closest(written.value, storages);
    if (near !== undefined) return near;
  }
  return knownStorage(worker, className) === "kv" ? "legacy-kv" : "sqlite";
}
