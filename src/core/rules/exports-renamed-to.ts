import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { child, type ConfigNode } from "../config/tree.ts";
import type { ConfigChange } from "../config/syntax.ts";
import { exportChange, exportsSince } from "../lifecycle/declare.ts";
import { knownStorage } from "../lifecycle/known.ts";
import { isLive } from "../lifecycle/model.ts";
import { closest } from "../text/closest.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { durableObjectExports } from "./shared/exported.ts";
import { isMisspelt } from "./shared/exportProperties.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

/** More classes than these are no help in a menu. */
const maxChoices = 5;

export const exportsRenamedTo: Rule = {
  id: "exports-renamed-to",
  severity: "error",
  stage: "cfg",
  summary: "A `renamed` entry of `exports` that does not name another class",
  fix: "choice",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      if (entry.state !== "renamed" || isMisspelt(entry, "renamed_to")) continue;
      const written = child(entry.node, "renamed_to");
      const message = complaint(entry, written);
      if (message !== undefined) yield finding(worker, entry, { at: written?.span ?? entry.keySpan, message });
    }
  },
};

function complaint({ className }: ExportEntry, written: ConfigNode | undefined): string | undefined {
  if (written?.kind !== "string" || written.value === "") {
    return t(
      "{0} is renamed but `renamed_to` names no class, so every wrangler command stops; name the class that takes over its objects.",
      className,
    );
  }
  if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(written.value)) {
    return t(
      "“{0}” cannot be the name of a class, so every wrangler command stops; name the class that takes over the objects of {1}.",
      written.value,
      className,
    );
  }
  if (written.value !== className) return undefined;
  return t(
    "{0} is renamed to itself, so every wrangler command stops; name the class that takes over its objects.",
    className,
  );
}

function finding(worker: Worker, entry: ExportEntry, what: Pick<Finding, "at" | "message">): Finding {
  const fixes = candidates(worker, entry).map((each) => renameTo(worker, entry, each));
  return { ...what, fixes, ...refusedSince(worker, exportsSince) };
}

/** The classes it may have been renamed to: what is exported or live, the nearest name first. */
function candidates(worker: Worker, { className, renamedTo }: ExportEntry): readonly string[] {
  const live = [...worker.lifecycle.classes.values()].filter((each) => each.state === "live").map((each) => each.name);
  const all = new Set([...live, ...durableObjectExports(worker)]);
  all.delete(className);
  const near = closest(renamedTo?.value ?? className, all);
  return [...new Set([...(near === undefined ? [] : [near]), ...all])].slice(0, maxChoices);
}

function renameTo(worker: Worker, { className, node }: ExportEntry, to: string): Fix {
  const { environment, lifecycle } = worker;
  const isDeclared = isLive(lifecycle.classes.get(to));
  const entry = isDeclared ? [] : [exportChange(environment, to, knownStorage(worker, className) ?? "sqlite")];
  const change: ConfigChange = { kind: "set", path: [...node.path, "renamed_to"], value: to };
  return configFix(t("Rename {0} to {1}", className, to), change, ...entry);
}
