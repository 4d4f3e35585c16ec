import { editDocument } from "../../src/core/config/document.ts";
import type { Binding } from "../../src/core/config/model.ts";
import type { ConfigChange } from "../../src/core/config/syntax.ts";
import type { FileSystem } from "../../src/core/ports.ts";
import type { Project } from "../../src/core/project.ts";
import { exportOf } from "../../src/core/rules/shared/exported.ts";
import { applyEdits, type TextEdit } from "../../src/core/text/edits.ts";
import { relative } from "../../src/core/text/path.ts";
import type { FilePath, Span } from "../../src/core/text/span.ts";
import type { Worker } from "../../src/core/worker.ts";
import { checkOne, isSerious, open } from "./project.ts";

/** What came of breaking a clean project in one place. */
export interface Broken {
  readonly title: string;
  /** What was found in place of the one problem that was to be found; undefined if it was. */
  readonly miss: string | undefined;
}

interface Clean {
  readonly root: FilePath;
  readonly config: FilePath;
  readonly project: Project;
  readonly files: FileSystem;
}

/** One change, and where its one problem has to stand: by the text of the changed file. */
interface Break {
  readonly title: string;
  readonly path: FilePath;
  readonly edits: readonly TextEdit[];
  readonly rules: readonly string[];
  /** The first character of the problem in the changed text, and the file it is in. */
  readonly at: { readonly path: FilePath; readonly start: number };
}

const notExported = [
  "bound-class-not-exported",
  "bound-class-not-exported-nobundle",
  "bound-class-not-exported-self-script",
];
const notDeclared = ["do-missing-lifecycle", "migration-missing-for-binding"];

/** Breaks a configuration that nothing serious is found in, in each way that it has a place for; each by itself. */
export function breaksOf(clean: Clean): readonly Broken[] {
  const analysis = clean.project.analyse(clean.config);
  if (analysis === undefined || analysis.config.hintsOnly !== undefined) return [];
  if (checkOne(clean.project, clean.config).some(isSerious)) return [];
  const [worker] = analysis.workers;
  const isAlone = analysis.workers.length === 1 && worker.others.sharing(mainOf(worker)).length <= 1;
  if (!isAlone || worker.shadowedBy !== undefined) return [];
  const binding = worker.environment.bindings.find((each) => isBreakable(worker, each));
  if (binding === undefined) return [];
  return [...breaksFor(worker, binding)].map((each) => ({
    title: `${relative(clean.root, clean.config)}: ${each.title}`,
    miss: missOf(clean, each),
  }));
}

function mainOf({ entry, config }: Worker): FilePath {
  return entry.kind === "module" ? entry.path : config.path;
}

/** A binding of a class of this Worker that is known to be exported and live. */
function isBreakable(worker: Worker, { isLocal, className, name }: Binding): boolean {
  if (!isLocal || className === undefined || name === undefined) return false;
  const isLive = worker.lifecycle.classes.get(className.value)?.state === "live";
  const isClosed = worker.entry.kind === "module" && worker.entry.exports.open.length === 0;
  return isLive && isClosed && exportOf(worker, className.value).kind === "exported";
}

function* breaksFor(worker: Worker, { node, className, name }: Binding): Generator<Break> {
  if (className === undefined || name === undefined) return;
  const { path, document } = worker.config;
  const inConfig = (title: string, span: Span, newText: string, rules: readonly string[]): Break => ({
    title,
    path,
    edits: [{ span, newText }],
    rules,
    at: { path, start: span.start },
  });
  const quote = document.text.charAt(className.span.start);
  yield inConfig("class_name misspelt", className.span, `${quote}${className.value}Zz${quote}`, notExported);
  yield inConfig("name is no string", name.span, "5", ["binding-missing-name"]);
  yield inConfig("class_name is no string", className.span, "5", ["binding-missing-class-name"]);
  yield* removed(worker, "class dropped from the lifecycle", dropped(worker, className.value), className.span);
  const [step] = worker.environment.migrations.value;
  if (step?.tag !== undefined) {
    yield inConfig("tag is no string", step.tag.span, "5", ["migration-tag-required"]);
  }
  const known = worker.entry.kind === "module" ? worker.entry.exports.names.get(className.value) : undefined;
  if (known !== undefined && worker.entry.kind === "module" && worker.entry.language === "javascript") {
    yield* exportRenamed(worker, known.place.path, known.place.span, className.span);
  }
  void node;
}

/** The change that takes a class out of the step or entry that creates it. */
function dropped({ lifecycle }: Worker, className: string): ConfigChange | undefined {
  const found = lifecycle.classes.get(className);
  const [event] = found?.events ?? [];
  if (event === undefined || found?.events.length !== 1 || event.kind !== "created") return undefined;
  return { kind: "remove", path: event.path, prune: lifecycle.dialect === "exports" };
}

function* removed(worker: Worker, title: string, change: ConfigChange | undefined, at: Span): Generator<Break> {
  const { path, document } = worker.config;
  const edits = change && editDocument(document, [change]);
  if (edits === undefined) return;
  const shift = edits.reduce(
    (sum, { span, newText }) => (span.end <= at.start ? sum + newText.length - (span.end - span.start) : sum),
    0,
  );
  yield { title, path, edits, rules: notDeclared, at: { path, start: at.start + shift } };
}

/** The name in an export is changed where it stands as one word: `export class X`, `export { X }`, `export { Y as X }`. */
function* exportRenamed(worker: Worker, path: FilePath, span: Span, at: Span): Generator<Break> {
  const module =
    worker.entry.kind === "module" ? [...worker.entry.modules.values()].find((each) => each.path === path) : undefined;
  const name = module?.text.slice(span.start, span.end);
  if (name === undefined || !/^[\w$]+$/.test(name)) return;
  const isSpecifier = /[{,]\s*$/.test(module?.text.slice(0, span.start) ?? "");
  const newText = isSpecifier ? `${name} as ${name}Zz` : `${name}Zz`;
  const left = typeLeft(module?.text ?? "", name, { span, newText });
  yield {
    title: "export renamed",
    path,
    edits: [{ span, newText }],
    rules: left === undefined ? notExported : ["export-type-only"],
    at: left === undefined ? { path: worker.config.path, start: at.start } : { path, start: left },
  };
}

/** Where a type of the same name is exported in the changed text: it is all that is left of the export. */
function typeLeft(text: string, name: string, edit: TextEdit): number | undefined {
  const changed = applyEdits(text, [edit]);
  const found = new RegExp(String.raw`\bexport (?:type|interface) (?=${name.replaceAll("$", String.raw`\$`)}\b)`).exec(
    changed,
  );
  return found === null ? undefined : found.index + found[0].length;
}

function missOf({ root, config, files }: Clean, { path, edits, rules, at }: Break): string | undefined {
  const before = files.readFile(path) ?? "";
  const changed: FileSystem = {
    ...files,
    readFile: (each) => (each === path ? applyEdits(before, edits) : files.readFile(each)),
  };
  const project = open(changed, root);
  const found = checkOne(project, config).filter(isSerious);
  const [only] = found;
  const isFound =
    found.length === 1 &&
    only !== undefined &&
    rules.includes(only.rule) &&
    only.path === at.path &&
    only.span.start === at.start;
  return isFound
    ? undefined
    : found.map((each) => `${each.rule} at ${relative(root, each.path)} ${each.span.start}`).join("; ") || "nothing";
}
