import { t } from "@vscode/l10n";
import { child, type ObjectNode, type Property } from "../config/tree.ts";
import { environmentFields, topLevelFields } from "../config/topLevelFields.ts";
import { closest } from "../text/closest.ts";
import type { Finding, Rule } from "./rule.ts";
import { lookUp } from "../lookUp.ts";

/** The keys this extension is about; a wrangler newer than our list may know others that we do not. */
const aboutDurableObjects = [
  "durable_objects",
  "migrations",
  "exports",
  "containers",
  "main",
  "compatibility_date",
  "compatibility_flags",
];

/** Spellings too far from the key that is meant to be found by their letters. */
const knownMistakes: Readonly<Record<string, string>> = {
  bindings: "durable_objects",
  do: "durable_objects",
  compat_date: "compatibility_date",
};

/** Keys of a D1 database, which people put at the top: no misspelt `migrations`, which are those of Durable Objects. */
const keysOfDatabases: ReadonlySet<string> = new Set(["migrations_dir", "migrations_table", "migrations_pattern"]);

export const topLevelUnknownField: Rule = {
  id: "top-level-unknown-field",
  severity: "warning",
  stage: "cfg",
  summary: "A misspelt key about Durable Objects at the top level or in an environment",
  fix: "choice",
  *check({ environment }) {
    const { node, name } = environment;
    const known = name === null ? topLevelFields : environmentFields;
    for (const each of node.properties) {
      if (topLevelFields.has(each.key) || known.has(each.key) || keysOfDatabases.has(each.key)) continue;
      const intended = lookUp(knownMistakes, each.key) ?? closest(each.key, known);
      if (intended !== undefined && aboutDurableObjects.includes(intended)) yield finding(node, each, intended);
    }
  },
};

function finding(node: ObjectNode, { key, keySpan, value }: Property, intended: string): Finding {
  const message = t("There is no key `{0}`, so wrangler warns and ignores it; `{1}` is probably meant.", key, intended);
  const isFree = child(node, intended) === undefined && key !== "bindings";
  const changes = [{ kind: "rename", path: value.path, key: intended } as const];
  return {
    at: keySpan,
    message,
    fixes: isFree ? [{ title: t("Rename `{0}` to `{1}`", key, intended), changes: [{ kind: "config", changes }] }] : [],
  };
}
