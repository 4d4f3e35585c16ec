import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import type { ConfigChange } from "../config/syntax.ts";
import { child, toValue } from "../config/tree.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { allowedProperties, intendedState, strayProperties, type StrayProperty } from "./shared/exportProperties.ts";
import { isMisplaced } from "./shared/misplaced.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const exportsForbiddenProperty: Rule = {
  id: "exports-forbidden-property",
  severity: "error",
  stage: "cfg",
  summary: "A property of an `exports` entry that its state does not allow",
  fix: "edit",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      for (const stray of strayProperties(entry)) yield finding(worker, entry, stray);
    }
  },
};

function finding(worker: Worker, entry: ExportEntry, stray: StrayProperty): Finding {
  const { className, state = "created" } = entry;
  const { key, keySpan } = stray.property;
  const message = t(
    "`{0}` is not allowed in an `exports` entry whose state is `{1}`, so every wrangler command stops; {2} may have {3}.",
    key,
    state,
    className,
    allowedProperties[state].map((each) => `\`${each}\``).join(", "),
  );
  return {
    at: keySpan,
    message,
    fixes: [...moveFix(worker, entry, stray), ...fixes(entry, stray)],
    ...refusedSince(worker, exportsSince),
  };
}

/** In TOML a key of the top level below an entry's header belongs to the entry; it goes up, unless there is one already. */
function moveFix(worker: Worker, { node }: ExportEntry, { property }: StrayProperty): readonly Fix[] {
  const { key, value } = property;
  const isTaken = child(worker.config.document.root, key) !== undefined;
  if (isTaken || !isMisplaced(worker, node, property)) return [];
  const move = configFix(
    t("Move `{0}` to the top level", key),
    { kind: "remove", path: value.path },
    { kind: "set", path: [key], value: toValue(value) },
  );
  return [{ ...move, isSafe: true }];
}

function fixes(entry: ExportEntry, { property, intended }: StrayProperty): readonly Fix[] {
  const { node } = entry;
  const path = [...node.path, property.key];
  const remove = configFix(t("Remove `{0}`", property.key), { kind: "remove", path });
  if (intended !== undefined) {
    const rename = configFix(t("Rename it to `{0}`", intended), { kind: "rename", path, key: intended });
    return [{ ...rename, isSafe: true }, remove];
  }
  const state = intendedState(entry);
  if (state === undefined) return [{ ...remove, isSafe: true }];
  const others = node.properties.filter(({ key }) => !allowedProperties[state].includes(key));
  return [
    configFix(
      t("Set `state` to “{0}”", state),
      { kind: "set", path: [...node.path, "state"], value: state },
      ...others.map(({ key }): ConfigChange => ({ kind: "remove", path: [...node.path, key] })),
    ),
    remove,
  ];
}
