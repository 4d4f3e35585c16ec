import { t } from "@vscode/l10n";
import { child, childString, property, type ConfigNode, type ObjectNode } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { isPair, isPairList, nameLists, pairLists, type PairList } from "./shared/migrationFields.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { wrapInBrackets } from "./shared/wrap.ts";

export const migrationShape: Rule = {
  id: "migration-shape",
  severity: "error",
  stage: "cfg",
  summary: "A part of `migrations` that has the wrong type",
  fix: "edit",
  *check(worker) {
    const { node } = worker.environment.migrations;
    // `[migrations]` in TOML has a rule of its own.
    const isTomlTable = node?.kind === "object" && worker.config.document.format === "toml";
    if (node === undefined || isTomlTable) return;
    if (node.kind !== "array") yield notAList(worker, node);
    else for (const item of node.items) yield* checkStep(worker, item);
  },
};

function notAList(worker: Worker, node: ConfigNode): Finding {
  const message = t("`migrations` has to be an array of steps, so every wrangler command stops; write it in brackets.");
  return { at: node.span, message, fixes: node.kind === "object" ? wrap(worker, node) : [] };
}

function* checkStep(worker: Worker, step: ConfigNode): Generator<Finding> {
  if (step.kind !== "object") {
    const message = t(
      "A migration has to be an object with a `tag` and what it does, so every wrangler command stops; write it as one.",
    );
    yield { at: step.span, message };
    return;
  }
  for (const field of nameLists) yield* checkNames(worker, child(step, field), field);
  for (const field of Object.keys(pairLists)) if (isPairList(field)) yield* checkPairs(worker, step, field);
}

function* checkNames(worker: Worker, list: ConfigNode | undefined, field: string): Generator<Finding> {
  if (list === undefined) return;
  const message = t(
    "`{0}` has to be an array of class names, so every wrangler command stops; write the names in quotes and the array in brackets.",
    field,
  );
  if (list.kind !== "array") yield { at: list.span, message, fixes: list.kind === "string" ? wrap(worker, list) : [] };
  else for (const item of list.items) if (item.kind !== "string") yield { at: item.span, message };
}

function* checkPairs(worker: Worker, step: ObjectNode, field: PairList): Generator<Finding> {
  const list = child(step, field);
  if (list === undefined) return;
  const keys = pairLists[field];
  const message = t(
    "`{0}` has to be an array of objects with the strings {1}, so every wrangler command stops; write one object per class.",
    field,
    keys.map((key) => `\`${key}\``).join(", "),
  );
  if (list.kind !== "array") {
    yield { at: list.span, message, fixes: pairFixes(worker, list, field) };
    return;
  }
  for (const item of list.items) {
    if (!isPair(item, keys)) yield { at: item.span, message, fixes: renameKeys(item, keys) };
  }
}

/** One pair gets its brackets; `{ "Old": "New" }`, which is how other tools write renames, becomes pairs. */
function pairFixes(worker: Worker, list: ConfigNode, field: PairList): readonly Fix[] {
  if (list.kind !== "object") return [];
  if (isPair(list, pairLists[field])) return wrap(worker, list);
  const pairs = list.properties.map(({ key, value }) => ({
    from: key,
    to: value.kind === "string" ? value.value : "",
  }));
  const isMap = field === "renamed_classes" && pairs.length > 0 && pairs.every((each) => each.to !== "");
  return isMap ? [configFix(t("Write one object per class"), { kind: "set", path: list.path, value: pairs })] : [];
}

/** The names that people take for `from` and `to`. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  from: ["old", "old_name", "old_class", "source"],
  to: ["new", "new_name", "new_class", "target"],
};

function renameKeys(item: ConfigNode, keys: readonly string[]): readonly Fix[] {
  const changes = keys
    .filter((key) => child(item, key) === undefined)
    .map((key) => ({ key, written: otherNames[key]?.find((name) => childString(item, name) !== undefined) }));
  if (changes.length === 0 || changes.some(({ written }) => written === undefined)) return [];
  const renames = changes.flatMap(({ key, written }) => {
    const path = property(item, written ?? "")?.value.path;
    return path === undefined ? [] : [{ kind: "rename", path, key } as const];
  });
  return [configFix(t("Name them `from` and `to`"), ...renames)];
}

function wrap({ config }: Worker, node: ConfigNode): readonly Fix[] {
  const edits = wrapInBrackets(node);
  if (edits === undefined) return [];
  return [{ title: t("Write it in brackets"), isSafe: true, changes: [{ kind: "text", path: config.path, edits }] }];
}
