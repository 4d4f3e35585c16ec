import { t } from "@vscode/l10n";
import { child, type ObjectNode, type Property } from "../config/tree.ts";
import { closest } from "../text/closest.ts";
import { configFix } from "./shared/configFix.ts";
import { migrationFields, steps } from "./shared/migrationFields.ts";
import { isMisplaced } from "./shared/misplaced.ts";
import type { Finding, Rule } from "./rule.ts";
import { lookUp } from "../lookUp.ts";

export const migrationUnknownField: Rule = {
  id: "migration-unknown-field",
  severity: "warning",
  stage: "cfg",
  summary: "A key that a migration does not have",
  fix: "choice",
  *check(worker) {
    for (const step of steps(worker.environment)) {
      const unknown = step.properties.filter((each) => !migrationFields.includes(each.key));
      for (const each of unknown) if (!isMisplaced(worker, step, each)) yield finding(step, each);
    }
  },
};

function finding(step: ObjectNode, { key, keySpan, value }: Property): Finding {
  const message = t(
    "A migration has no key `{0}`, so wrangler warns and ignores it, with whatever it was to do; correct or remove it.",
    key,
  );
  const intended = intendedField(step, key);
  const remove = configFix(t("Remove `{0}`", key), { kind: "remove", path: value.path });
  if (intended === undefined) return { at: keySpan, message, fixes: [remove] };
  const rename = configFix(t("Rename `{0}` to `{1}`", key, intended), {
    kind: "rename",
    path: value.path,
    key: intended,
  });
  return { at: keySpan, message, fixes: [rename, remove] };
}

/** What other tools and guesses call the fields; nearness of spelling finds the rest. */
const synonyms: Readonly<Record<string, string>> = {
  classes: "new_sqlite_classes",
  classes_with_sqlite: "new_sqlite_classes",
  sqlite_classes: "new_sqlite_classes",
  new_kv_classes: "new_classes",
  delete_classes: "deleted_classes",
  removed_classes: "deleted_classes",
  rename_classes: "renamed_classes",
  transfer_classes: "transferred_classes",
};

function intendedField(step: ObjectNode, key: string): string | undefined {
  const absent = migrationFields.filter((each) => child(step, each) === undefined);
  return absent.find((each) => each === lookUp(synonyms, key)) ?? closest(key, absent);
}
