import { t } from "@vscode/l10n";
import { exportStates } from "../config/model.ts";
import type { ConfigNode, ConfigPath, StringNode } from "../config/tree.ts";
import { replay } from "../lifecycle/replay.ts";
import { nextTag } from "../lifecycle/tags.ts";
import { isLive } from "../lifecycle/model.ts";
import type { Analysis, Project } from "../project.ts";
import { bindingNameFor } from "../rules/shared/bindingItems.ts";
import { durableObjectExports } from "../rules/shared/exported.ts";
import { basename } from "../text/path.ts";
import { touches, type FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { Completion } from "./completion.ts";
import { bindingsBehindEnv } from "./envCompletion.ts";
import { keysAt } from "./keyCompletion.ts";
import { type OpenValue, openValueAt } from "./openValue.ts";
import { configSnippets } from "./snippets/data.ts";
import { describeSnippet, snippetsAt } from "./snippets/index.ts";
import { unexportedClasses } from "./unexported.ts";
import { storageWords } from "./words.ts";
import { lookUp } from "../lookUp.ts";

/**
 * What can be written at an offset: in the strings of a configuration, between its values as keys and snippets; in plain
 * JavaScript, the bindings behind `env.`.
 */
export function completionsAt(project: Project, path: FilePath, offset: number): readonly Completion[] {
  if (!project.has(path)) return bindingsBehindEnv(project, path, offset);
  const analysis = project.analyse(path);
  if (analysis === undefined) return [];
  const open = openValueAt(analysis.config.document, offset);
  const inOpen = open === undefined ? [] : openCompletions(project.analyseAs(path, open.text), open);
  if (inOpen.length > 0) return inOpen;
  const node = stringAt(analysis.config.document.root, offset);
  const isWord = node === undefined || /^[\w-]*$/.test(node.value);
  const inString = node === undefined ? [] : stringCompletions(analysis, node);
  // A word in quotes may be the beginning of a property or an item.
  return inString.length === 0 && isWord
    ? [...keysAt(project, analysis, offset), ...snippets(analysis, offset)]
    : inString;
}

function stringCompletions(analysis: Analysis, node: StringNode): readonly Completion[] {
  // A string that ends at the beginning of another holds what stands between them.
  if (/[[\]{},:]/.test(node.value)) return [];
  const span = { start: node.span.start + 1, end: Math.max(node.span.start + 1, node.span.end - 1) };
  return candidates(analysis, node).map((each) => ({ ...each, span, text: each.label }));
}

/** What is typed is completed and closed. */
function openCompletions(analysis: Analysis, { offset, span, opening, closing }: OpenValue): readonly Completion[] {
  const node = stringAt(analysis.config.document.root, offset);
  const found = node === undefined ? [] : candidates(analysis, node);
  return found.map((each) => ({ ...each, span, text: opening + each.label + closing }));
}

function snippets(analysis: Analysis, offset: number): readonly Completion[] {
  return snippetsAt(analysis, offset, configSnippets).map((each) => {
    const { title, description } = describeSnippet(each);
    const isQuoted = analysis.config.document.text[each.span.start] === '"';
    return {
      label: each.snippet.prefix,
      kind: "snippet",
      detail: title,
      documentation: description,
      span: each.span,
      text: each.text,
      isSnippet: true,
      plain: each.plain,
      edits: each.edits,
      ...(isQuoted && { filter: `"${each.snippet.prefix}` }),
    };
  });
}

type Candidate = Pick<Completion, "label" | "kind" | "detail" | "exports">;

function candidates(analysis: Analysis, node: StringNode): readonly Candidate[] {
  const { worker, own } = scopeOf(analysis, node.path);
  const keys = own.filter((step) => typeof step === "string").join(".");
  switch (keys) {
    case "durable_objects.bindings.class_name":
      return boundClasses(worker, analysis, node);
    case "durable_objects.bindings.name":
      return bindingNames(worker);
    case "durable_objects.bindings.environment":
      return environmentsBoundTo(worker, analysis, node);
    case "durable_objects.bindings.script_name":
    case "migrations.transferred_classes.from_script":
      return worker.others
        .names()
        .filter((name) => name !== worker.environment.workerName)
        .map((label) => ({ label, kind: "worker", detail: t("Worker") }));
    case "migrations.tag":
      return [
        {
          label: nextTag(worker.environment.migrations.value.filter((each) => each.tag !== node)),
          kind: "tag",
          detail: t("the next tag"),
        },
      ];
    case "migrations.new_sqlite_classes":
    case "migrations.new_classes":
    case "migrations.renamed_classes.to":
    case "migrations.transferred_classes.to":
      return [
        ...exportedClasses(worker).filter(
          ({ label }) => !isLive(worker.lifecycle.classes.get(label)) || label === node.value,
        ),
        ...notExported(worker),
      ];
    case "migrations.deleted_classes":
    case "migrations.renamed_classes.from":
      return liveBefore(worker, own[1]);
    case "migrations.transferred_classes.from":
      return classesTransferredFrom(worker, node);
    case "containers.class_name":
      return exportedClasses(worker);
  }
  if (keys === "durable_objects.code_update_strategy.mode" && analysis.config.document.format === "toml")
    return words("deferred", "immediate");
  return own[0] === "exports" ? ofExport(analysis, worker, own) : [];
}

/** `exports` is a map: the second step of its paths is a class's name. */
function ofExport({ config }: Analysis, worker: Worker, own: ConfigPath): readonly Candidate[] {
  const isToml = config.document.format === "toml";
  const key = own[2];
  if (key === "renamed_to") return exportedClasses(worker);
  if (key === "container")
    return worker.environment.containers.flatMap(({ name }) =>
      name === undefined ? [] : [{ label: name.value, kind: "name" as const, detail: t("container") }],
    );
  if (key === "transfer_from" || key === "transferred_to") {
    return worker.others.names().map((label) => ({ label, kind: "worker", detail: t("Worker") }));
  }
  // In JSON the schema of wrangler gives the words.
  return isToml && typeof key === "string" ? words(...(lookUp(exportWords, key) ?? [])) : [];
}

const exportWords: Readonly<Record<string, readonly string[]>> = {
  type: ["durable-object", "worker", "workflow"],
  storage: ["sqlite", "legacy-kv"],
  state: exportStates,
};

/** The named environments of the Worker that a binding leads to, if it is in the workspace. */
function environmentsBoundTo(worker: Worker, { workers }: Analysis, node: StringNode): readonly Candidate[] {
  const binding = workers.flatMap(({ environment }) => environment.bindings).find((each) => each.environment === node);
  const [target] = worker.others.named(binding?.scriptName?.value ?? "");
  const named = target?.config.environments.flatMap(({ name }) => name ?? []) ?? [];
  return named.map((label) => ({ label, kind: "name", detail: t("environment") }));
}

/** Exported classes, those without a binding first; of another Worker where `script_name` names one of the workspace. */
function boundClasses(worker: Worker, { workers }: Analysis, node: StringNode): readonly Candidate[] {
  const binding = workers.flatMap(({ environment }) => environment.bindings).find((each) => each.className === node);
  const script = binding?.scriptName?.value;
  if (binding?.isLocal === false && script !== undefined) return worker.others.named(script).flatMap(exportedClasses);
  const bound = new Set(
    worker.environment.bindings.flatMap((each) => (each === binding ? [] : (each.className?.value ?? []))),
  );
  const all = exportedClasses(worker);
  return [
    ...all.filter(({ label }) => !bound.has(label)),
    ...notExported(worker),
    ...all.filter(({ label }) => bound.has(label)),
  ];
}

/** Classes near the entry that it does not export yet: choosing one also adds the export. */
function notExported(worker: Worker): readonly Candidate[] {
  const { config, environment, entry } = worker;
  if (entry.kind !== "module") return [];
  return unexportedClasses(worker).map((className) => ({
    label: className,
    kind: "class",
    detail: t("class, adds its export to {0}", basename(entry.path)),
    exports: { config: config.path, environment: environment.name, className },
  }));
}

function exportedClasses(worker: Worker): readonly Candidate[] {
  return durableObjectExports(worker).map((label) => {
    const storage = storageWords(worker.lifecycle.classes.get(label)?.storage);
    return { label, kind: "class", detail: storage === "" ? t("exported class") : t("exported class, {0}", storage) };
  });
}

/** The classes of the Worker that a transfer names, if it is in the workspace. */
function classesTransferredFrom({ environment, others }: Worker, node: StringNode): readonly Candidate[] {
  const transfer = environment.migrations.value
    .flatMap(({ transferredClasses }) => transferredClasses)
    .find(({ from }) => from === node);
  return transfer === undefined ? [] : others.named(transfer.fromScript.value).flatMap(exportedClasses);
}

/** The classes that are live before a migration. */
function liveBefore({ environment }: Worker, index: ConfigPath[number] | undefined): readonly Candidate[] {
  const before = environment.migrations.value.slice(0, typeof index === "number" ? index : 0);
  const live = [...replay(before).classes.values()].filter(isLive);
  return live.map(({ name, storage }) => ({ label: name, kind: "class", detail: storageWords(storage) }));
}

function bindingNames(worker: Worker): readonly Candidate[] {
  return durableObjectExports(worker).map((name) => ({
    label: bindingNameFor(name),
    kind: "name",
    detail: t("for the class {0}", name),
  }));
}

function words(...labels: readonly string[]): readonly Candidate[] {
  return labels.map((label) => ({ label, kind: "keyword", detail: "" }));
}

/** The Worker whose settings a path lies in, and the path below them. */
function scopeOf({ workers }: Analysis, path: ConfigPath): { readonly worker: Worker; readonly own: ConfigPath } {
  const [top] = workers;
  if (path[0] !== "env") return { worker: top, own: path };
  return { worker: workers.find(({ environment }) => environment.name === path[1]) ?? top, own: path.slice(2) };
}

function stringAt(node: ConfigNode, offset: number): StringNode | undefined {
  if (node.kind === "string")
    return touches(node.span, offset) && node.span.start < offset && offset < node.span.end ? node : undefined;
  const children =
    node.kind === "object" ? node.properties.map((each) => each.value) : node.kind === "array" ? node.items : [];
  for (const child of children) {
    const found = stringAt(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}
