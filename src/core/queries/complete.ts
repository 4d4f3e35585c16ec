import { t } from "@vscode/l10n";
import { exportStates } from "../config/model.ts";
import type { ConfigNode, ConfigPath, StringNode } from "../config/tree.ts";
import { replay } from "../lifecycle/replay.ts";
import { nextTag } from "../lifecycle/tags.ts";
import { isLive } from "../lifecycle/model.ts";
import type { Analysis, Project } from "../project.ts";
import { bindingNameFor } from "../rules/bindingItems.ts";
import { durableObjectExports } from "../rules/exported.ts";
import { touches, type FilePath, type Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { storageWords } from "./words.ts";

/** One thing that can stand at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: "class" | "worker" | "tag" | "name" | "keyword";
  /** A few words behind the label. */
  readonly detail: string;
  /** What it replaces: the text between the quotes. */
  readonly span: Span;
  readonly text: string;
}

/** What can be written in the string at an offset of a configuration; nothing anywhere else. */
export function completionsAt(project: Project, path: FilePath, offset: number): readonly Completion[] {
  const analysis = project.has(path) ? project.analyse(path) : undefined;
  const node = analysis && stringAt(analysis.config.document.root, offset);
  if (analysis === undefined || node === undefined) return [];
  const span = { start: node.span.start + 1, end: Math.max(node.span.start + 1, node.span.end - 1) };
  return candidates(analysis, node).map((each) => ({ ...each, span, text: each.label }));
}

type Candidate = Pick<Completion, "label" | "kind" | "detail">;

function candidates(analysis: Analysis, node: StringNode): readonly Candidate[] {
  const { worker, own } = scopeOf(analysis, node.path);
  const keys = own.filter((step) => typeof step === "string").join(".");
  switch (keys) {
    case "durable_objects.bindings.class_name":
      return boundClasses(worker, analysis, node);
    case "durable_objects.bindings.name":
      return bindingNames(worker);
    case "durable_objects.bindings.script_name":
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
      return exportedClasses(worker).filter(
        ({ label }) => !isLive(worker.lifecycle.classes.get(label)) || label === node.value,
      );
    case "migrations.deleted_classes":
    case "migrations.renamed_classes.from":
      return liveBefore(worker, own[1]);
    case "containers.class_name":
      return exportedClasses(worker);
  }
  return own[0] === "exports" ? ofExport(analysis, worker, own) : [];
}

/** `exports` is a map: the second step of its paths is a class's name. */
function ofExport({ config }: Analysis, worker: Worker, own: ConfigPath): readonly Candidate[] {
  const isToml = config.document.format === "toml";
  const key = own[2];
  if (key === "renamed_to") return exportedClasses(worker);
  if (key === "transfer_from" || key === "transferred_to") {
    return worker.others.names().map((label) => ({ label, kind: "worker", detail: t("Worker") }));
  }
  // In JSON the schema of wrangler gives the words.
  return isToml && typeof key === "string" ? words(...(exportWords[key] ?? [])) : [];
}

const exportWords: Readonly<Record<string, readonly string[]>> = {
  type: ["durable-object", "worker", "workflow"],
  storage: ["sqlite", "legacy-kv"],
  state: exportStates,
};

/** Exported classes, those without a binding first; of another Worker where `script_name` names one of the workspace. */
function boundClasses(worker: Worker, { workers }: Analysis, node: StringNode): readonly Candidate[] {
  const binding = workers.flatMap(({ environment }) => environment.bindings).find((each) => each.className === node);
  const script = binding?.scriptName?.value;
  if (binding?.isLocal === false && script !== undefined) return worker.others.named(script).flatMap(exportedClasses);
  const bound = new Set(
    worker.environment.bindings.flatMap((each) => (each === binding ? [] : (each.className?.value ?? []))),
  );
  const all = exportedClasses(worker);
  return [...all.filter(({ label }) => !bound.has(label)), ...all.filter(({ label }) => bound.has(label))];
}

function exportedClasses(worker: Worker): readonly Candidate[] {
  return durableObjectExports(worker).map((label) => {
    const storage = storageWords(worker.lifecycle.classes.get(label)?.storage);
    return { label, kind: "class", detail: storage === "" ? t("exported class") : t("exported class, {0}", storage) };
  });
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
