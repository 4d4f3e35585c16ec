import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { child, type ConfigNode } from "../config/tree.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { isMisspelt } from "./shared/exportProperties.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

/** More Workers than these are no help in a menu. */
const maxChoices = 5;

export const exportsTransferFields: Rule = {
  id: "exports-transfer-fields",
  severity: "error",
  stage: "cfg",
  summary: "A transfer entry of `exports` that does not name the other Worker",
  fix: "choice",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      const key = fieldOf(entry);
      if (key === undefined || isMisspelt(entry, key)) continue;
      const written = child(entry.node, key);
      const isNamed = written?.kind === "string" && written.value !== "";
      if (!isNamed) yield finding(worker, entry, { key, written });
    }
  },
};

function fieldOf({ state }: ExportEntry): "transferred_to" | "transfer_from" | undefined {
  if (state === "transferred") return "transferred_to";
  return state === "expecting-transfer" ? "transfer_from" : undefined;
}

interface Field {
  readonly key: "transferred_to" | "transfer_from";
  readonly written: ConfigNode | undefined;
}

function finding(worker: Worker, entry: ExportEntry, { key, written }: Field): Finding {
  const message =
    key === "transferred_to"
      ? t(
          "{0} is transferred but `transferred_to` names no Worker, so every wrangler command stops; name the Worker that takes over its objects.",
          entry.className,
        )
      : t(
          "{0} expects a transfer but `transfer_from` names no Worker, so every wrangler command stops; name the Worker that hands over its objects.",
          entry.className,
        );
  const own = worker.environment.workerName;
  const names = worker.others.names().filter((each) => each !== own);
  return {
    at: written?.span ?? entry.keySpan,
    message,
    fixes: names.slice(0, maxChoices).map((each) => setField(entry, key, each)),
    ...refusedSince(worker, exportsSince),
  };
}

function setField({ node }: ExportEntry, key: string, value: string): Fix {
  return configFix(t("Set `{0}` to “{1}”", key, value), { kind: "set", path: [...node.path, key], value });
}
