import { t } from "@vscode/l10n";
import { exportStates, type ExportEntry } from "../config/model.ts";
import { toValue, type ConfigNode } from "../config/tree.ts";
import type { ConfigChange } from "../config/syntax.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import { closest } from "../text/closest.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const exportsStateInvalid: Rule = {
  id: "exports-state-invalid",
  severity: "error",
  stage: "cfg",
  summary: "An entry of `exports` with an unknown state",
  fix: "choice",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      if (entry.state === undefined && entry.stateNode !== undefined) yield finding(worker, entry, entry.stateNode);
    }
  },
};

function finding(worker: Worker, entry: ExportEntry, state: ConfigNode): Finding {
  const written = state.kind === "string" ? state.value : JSON.stringify(toValue(state));
  const message = t(
    "“{0}” is no state of an `exports` entry, so every wrangler command stops; leave `state` out for a live class, or write `deleted`, `renamed`, `transferred` or `expecting-transfer`.",
    written,
  );
  const near = closest(written, exportStates);
  const others = ["created", "deleted"].filter((each) => each !== near);
  const fixes = [...(near === undefined ? [] : [near]), ...others].map((each) => setState(entry, state, each));
  return { at: state.span, message, fixes, ...refusedSince(worker, exportsSince) };
}

function setState({ className }: ExportEntry, { path }: ConfigNode, state: string): Fix {
  const isDefault = state === "created";
  const title = isDefault ? t("Leave out the `state` of {0}", className) : t("Set `state` to “{0}”", state);
  const change: ConfigChange = isDefault ? { kind: "remove", path } : { kind: "set", path, value: state };
  return configFix(title, change);
}
