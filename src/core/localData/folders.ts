import type { FileSystem } from "../ports.ts";
import { dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { fieldsOf } from "../wrangler/packageJson.ts";
import type { EnvironmentSummary, WorkerSummary } from "../wrangler/summary.ts";
import { findViteProject } from "../wrangler/vite.ts";

/** A namespace of local development that has objects. */
export interface StoredNamespace {
  /** Its own folder, `…/v3/do/<worker>-<Class>`. */
  readonly folder: FilePath;
  /** How many objects it has. */
  readonly objects: number;
}

/** The name that wrangler gives a Worker without one in local development. */
const unnamedWorker = "worker";

/** The namespace of a class of a Worker, `<worker>-<Class>`. */
export function namespaceOf({ workerName }: Pick<EnvironmentSummary, "workerName">, className: string): string {
  return `${workerName ?? unnamedWorker}-${className}`;
}

/**
 * The folders (`…/v3/do`) in which sessions of these Workers keep their objects, whether they are there or not: beside each
 * configuration, in the folder of its Vite project, and where `--persist-to` says. A session of several Workers keeps all of
 * its data beside the first, so each has to be looked through for every Worker.
 * @param persistTo folders that `--persist-to` names in the settings, absolute
 */
export function stateFolders(
  files: FileSystem,
  summaries: readonly WorkerSummary[],
  persistTo: readonly FilePath[] = [],
): readonly FilePath[] {
  const own = [...new Set(summaries.map(({ configPath }) => dirname(configPath)))];
  const roots = own.flatMap((folder) => [
    join(folder, ".wrangler/state"),
    ...viteFolder(files, folder).map((each) => join(each, ".wrangler/state")),
    ...namedInScripts(files, folder),
  ]);
  return [...new Set([...roots, ...persistTo])].map((root) => join(root, "v3/do"));
}

/** The folder that `--persist-to` names among arguments, as written; undefined where it does not stand. */
export function persistedTo(args: readonly string[]): string | undefined {
  const at = args.findIndex((each) => each === "--persist-to" || each.startsWith("--persist-to="));
  const found = args[at];
  return found?.includes("=") === true ? found.slice(found.indexOf("=") + 1) : args[at + 1 || args.length];
}

/** The namespaces in some folders that have at least one object. */
export function storedNamespaces(files: FileSystem, folders: readonly FilePath[]): readonly StoredNamespace[] {
  return folders.flatMap((folder) =>
    files
      .readFolder(folder)
      .filter(({ kind }) => kind === "folder")
      .map(({ name }) => ({ folder: join(folder, name), objects: countObjects(files, join(folder, name)) }))
      .filter(({ objects }) => objects > 0)
      .toSorted((a, b) => (a.folder < b.folder ? -1 : 1)),
  );
}

/**
 * The namespaces that a Worker has now, of classes it declares or binds. One that is still to take over the objects of
 * another Worker runs the class locally already.
 */
export function liveNamespaces(environment: EnvironmentSummary): readonly string[] {
  const { lifecycle, bindings } = environment;
  const declared = lifecycle.classes
    .filter(({ state }) => state === "live" || state === "expecting-transfer")
    .map(({ name }) => name);
  const bound = bindings.filter(({ scriptName }) => scriptName === undefined).map(({ className }) => className);
  return [...new Set([...declared, ...bound])].map((name) => namespaceOf(environment, name));
}

function countObjects(files: FileSystem, folder: FilePath): number {
  return files.readFolder(folder).filter(({ kind, name }) => kind === "file" && objectFile.test(name)).length;
}

/** The file of an object. */
export const objectFile = /^([0-9a-f]{64})\.sqlite$/;

/** The file of an object or of one of its facets, which has a number more. */
export const databaseFile = /^([0-9a-f]{64})(?:\.(\d+))?\.sqlite$/;

function viteFolder(files: FileSystem, folder: FilePath): readonly FilePath[] {
  const vite = findViteProject(files, folder);
  return vite === undefined ? [] : [vite.folder];
}

function namedInScripts(files: FileSystem, folder: FilePath): readonly FilePath[] {
  const scripts = fieldsOf(fieldsOf(files.readFile(join(folder, "package.json")))?.["scripts"]) ?? {};
  return Object.values(scripts).flatMap((text) => {
    if (typeof text !== "string" || !text.includes("--persist-to")) return [];
    const words = (text.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replaceAll(/^["']|["']$/g, ""));
    const named = persistedTo(words);
    return named === undefined ? [] : [join(folder, named)];
  });
}
