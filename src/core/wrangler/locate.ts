import { child, property, type ConfigNode } from "../config/tree.ts";
import { dirname, isAbsolute, join, toFilePath } from "../text/path.ts";
import type { Position } from "../text/lineMap.ts";
import type { FilePath, Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { FindingKind, Guilty, RunResult, WranglerFinding } from "./findings/finding.ts";

/** Where a finding belongs: a span of the configuration, or a position in a file as wrangler printed it. */
export type FindingPlace =
  | { readonly path: FilePath; readonly span: Span }
  | { readonly path: FilePath; readonly position: Position };

/** Finds the text that is to blame for a finding, in the Worker of the run's environment. */
export function locateFinding(worker: Worker, finding: WranglerFinding, run: RunResult): FindingPlace {
  const { place } = finding.guilty;
  if (place !== undefined) {
    const folder = isAbsolute(run.folder) ? toFilePath(run.folder) : dirname(worker.config.path);
    const path = join(folder, place.path);
    return { path, position: { line: place.line - 1, column: place.column - 1 } };
  }
  const span = spanOf(worker, finding) ?? fallback(worker);
  return { path: worker.config.path, span };
}

/** Findings about a binding that names the class, rather than about the class's steps. */
const aboutBindings: ReadonlySet<FindingKind> = new Set([
  "boundClassNotExported",
  "bindingWithoutNamespace",
  "bindingToMissingExport",
  "bindingToMissingWorker",
  "deleteWhileBound",
  "remoteClassMissing",
  "bindingNeedsDeploy",
]);

function spanOf(worker: Worker, finding: WranglerFinding): Span | undefined {
  const { guilty, kind } = finding;
  if (kind === "replayNeedsMissing" || kind === "replayCreatesExisting") return faultSpan(worker, guilty);
  if (kind === "tagPrecondition") return worker.environment.migrations.value.at(-1)?.tag?.span;
  const inBindings = bindingSpan(worker, guilty);
  const inLifecycle = lifecycleSpan(worker, guilty);
  const found = aboutBindings.has(kind) ? (inBindings ?? inLifecycle) : (inLifecycle ?? inBindings);
  return found ?? fieldSpan(worker, guilty.field) ?? kindSpan(worker, kind);
}

function faultSpan({ lifecycle }: Worker, { classes, field }: Guilty): Span | undefined {
  const fault = lifecycle.faults.find((each) => each.className.value === classes?.[0] && each.field === field);
  return fault?.className.span ?? lifecycle.classes.get(classes?.[0] ?? "")?.events.at(-1)?.span;
}

function bindingSpan({ environment }: Worker, { binding, classes, script }: Guilty): Span | undefined {
  const byClass = environment.bindings.find(
    (each) => each.className !== undefined && classes?.includes(each.className.value),
  );
  const byName = environment.bindings.find((each) => each.name !== undefined && each.name.value === binding);
  const byScript = environment.bindings.find(
    (each) => each.scriptName !== undefined && each.scriptName.value === script,
  );
  return byName?.className?.span ?? byName?.name?.span ?? byClass?.className?.span ?? byScript?.scriptName?.span;
}

function lifecycleSpan({ lifecycle }: Worker, { classes = [] }: Guilty): Span | undefined {
  return classes.map((name) => lifecycle.classes.get(name)?.events.at(-1)?.span).find((span) => span !== undefined);
}

/** The node of a path as wrangler writes it; names of environments and classes may have dots of their own. */
function fieldSpan({ config }: Worker, field: string | undefined): Span | undefined {
  return field === undefined ? undefined : walk(config.document.root, field.replaceAll(".[", "["));
}

function walk(node: ConfigNode, path: string): Span | undefined {
  if (path === "") return node.span;
  const index = /^\[(\d+)\]\.?/.exec(path);
  if (index !== null) {
    const item = node.kind === "array" ? node.items[Number(index[1])] : undefined;
    return item === undefined ? node.span : walk(item, path.slice(index[0].length));
  }
  if (node.kind !== "object") return node.span;
  const keys = node.properties.map((each) => each.key).filter((key) => key !== "" && startsWithKey(path, key));
  const longest = keys.toSorted((a, b) => b.length - a.length)[0];
  const found = longest === undefined ? undefined : property(node, longest);
  // What is missing is reported where it would have to stand; at the top that says nothing.
  if (found === undefined || longest === undefined) return node.path.length === 0 ? undefined : node.span;
  const rest = path.slice(longest.length).replace(/^\./, "");
  return rest === "" && found.value.kind === "object" ? found.keySpan : walk(found.value, rest);
}

function startsWithKey(path: string, key: string): boolean {
  return path.startsWith(key) && /^($|[.[])/.test(path.slice(key.length));
}

function kindSpan({ environment, config }: Worker, kind: FindingKind): Span | undefined {
  if (aboutDate.has(kind)) return environment.compatibilityDate?.span;
  if (aboutMain.has(kind)) return environment.main?.span;
  if (kind === "migrationInVersionsUpload") return environment.migrations.value.at(-1)?.tag?.span;
  if (kind === "exportsDiffer") return property(config.document.root, "exports")?.keySpan;
  const isAboutStorage = kind === "freePlanNeedsSqlite" || kind === "kvRefused";
  if (!isAboutStorage) return undefined;
  return lastKvClass(environment.migrations.value) ?? property(config.document.root, "exports")?.keySpan;
}

const aboutDate: ReadonlySet<FindingKind> = new Set(["compatibilityDateFuture", "runtimeTooOld"]);

const aboutMain: ReadonlySet<FindingKind> = new Set([
  "exportIsNothing",
  "exportIsNoHandler",
  "serviceWorkerFormat",
  "entryNotFound",
  "scriptRefused",
]);

function lastKvClass(migrations: Worker["environment"]["migrations"]["value"]): Span | undefined {
  return migrations.findLast((each) => each.newClasses.length > 0)?.newClasses.at(-1)?.span;
}

/** The name of the Worker stands for the whole of it. */
function fallback({ environment, config }: Worker): Span {
  const name = environment.nameNode ?? child(config.document.root, "name");
  return environment.nameSpan ?? name?.span ?? { start: 0, end: 0 };
}
