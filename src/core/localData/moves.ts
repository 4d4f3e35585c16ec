import type { FileSystem } from "../ports.ts";
import { basename, dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { environmentOf, type EnvironmentSummary, type Target, type WorkerSummary } from "../wrangler/summary.ts";
import { liveNamespaces, namespaceOf, stateFolders, storedNamespaces, type StoredNamespace } from "./folders.ts";

/** A move of all objects of a namespace to another, by the folders of both: `…/v3/do/<worker>-<Class>`. */
export interface LocalMove {
  readonly from: FilePath;
  readonly to: FilePath;
}

/** What is known of the workspace. */
export interface LocalState {
  readonly files: FileSystem;
  readonly summaries: readonly WorkerSummary[];
  /** `…/v3/do`, wherever a session may keep its objects. */
  readonly folders: readonly FilePath[];
}

/** A class that is found under another name now: its own, or that of another Worker. */
export type RenamedClass =
  | { readonly kind: "renamed"; readonly configPath: string; readonly from: string; readonly to: string }
  | {
      readonly kind: "transferred";
      readonly from: Target;
      readonly className: string;
      /** The name of the Worker that has it now. */
      readonly toWorker: string;
    };

/** The moves that a new name asks for: one for each environment and folder that has objects under the old one. */
export function movesOf(state: LocalState, renamed: RenamedClass): readonly LocalMove[] {
  const targets = renamed.kind === "renamed" ? ofRename(state, renamed) : ofTransfer(state, renamed);
  return storedNamespaces(state.files, state.folders).flatMap(({ folder }) => {
    const to = targets.get(basename(folder));
    return to === undefined ? [] : [{ from: folder, to: placeOf(state, folder, to) }];
  });
}

/** The namespaces with objects that no Worker of the workspace has now: a class or a Worker was renamed, or is gone. */
export function orphanedNamespaces({ files, folders, summaries }: LocalState): readonly StoredNamespace[] {
  const live = new Set(summaries.flatMap((each) => each.environments).flatMap(knownNamespaces));
  return storedNamespaces(files, folders).filter(({ folder }) => !live.has(basename(folder)));
}

/** The places that the objects of a namespace may be moved to, those first that share its Worker or its class. */
export function targetsFor(state: LocalState, from: FilePath): readonly LocalMove[] {
  const own = basename(from);
  const alike = (other: string): number => Math.max(sharedStart(own, other), sharedEnd(own, other));
  const all = state.summaries.flatMap(({ environments }) =>
    environments.flatMap((environment) =>
      liveNamespaces(environment).map((namespace): Wanted => ({ environment, namespace })),
    ),
  );
  return all
    .filter((each, index) => all.findIndex(({ namespace }) => namespace === each.namespace) === index)
    .toSorted((a, b) => alike(b.namespace) - alike(a.namespace))
    .map((wanted) => ({ from, to: placeOf(state, from, wanted) }));
}

/** A namespace, and the Worker that has it. */
interface Wanted {
  readonly environment: EnvironmentSummary;
  readonly namespace: string;
}

function ofRename(
  { summaries }: LocalState,
  { configPath, from, to }: Extract<RenamedClass, { kind: "renamed" }>,
): ReadonlyMap<string, Wanted> {
  const environments = summaries.find((each) => each.configPath === configPath)?.environments ?? [];
  return new Map(
    environments.map((environment) => [
      namespaceOf(environment, from),
      { environment, namespace: namespaceOf(environment, to) },
    ]),
  );
}

function ofTransfer(
  { summaries }: LocalState,
  { from, className, toWorker }: Extract<RenamedClass, { kind: "transferred" }>,
): ReadonlyMap<string, Wanted> {
  const source = environmentOf(summaries, from);
  const environment = summaries.flatMap((each) => each.environments).find((each) => each.workerName === toWorker);
  if (source === undefined || environment === undefined) return new Map();
  return new Map([[namespaceOf(source, className), { environment, namespace: namespaceOf(environment, className) }]]);
}

/**
 * Where a namespace is looked for by the sessions that made a folder beside it. A Worker that has its own configuration
 * elsewhere, and none of its objects here, keeps them there.
 */
function placeOf({ files, summaries }: LocalState, from: FilePath, { environment, namespace }: Wanted): FilePath {
  const here = dirname(from);
  const owner = summaries.find(({ environments }) => environments.includes(environment));
  const own = owner === undefined ? [] : stateFolders(files, [owner]);
  const names = new Set(liveNamespaces(environment));
  const isMet = files.readFolder(here).some(({ name }) => names.has(name));
  const folder = own.includes(here) || isMet ? here : (own[0] ?? here);
  return join(folder, namespace);
}

/** Those of a Worker, and those of Workers elsewhere that it binds. */
function knownNamespaces(environment: EnvironmentSummary): readonly string[] {
  const foreign = environment.bindings.flatMap(({ scriptName, className }) =>
    scriptName === undefined ? [] : [namespaceOf({ workerName: scriptName }, className)],
  );
  return [...liveNamespaces(environment), ...foreign];
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
