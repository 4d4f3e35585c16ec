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

/**
 * The moves that a new name asks for: one for each environment, each folder that has objects under the old one, and each
 * place where sessions look for them now.
 */
export function movesOf(state: LocalState, renamed: RenamedClass): readonly LocalMove[] {
  const targets = renamed.kind === "renamed" ? ofRename(state, renamed) : ofTransfer(state, renamed);
  return storedNamespaces(state.files, state.folders).flatMap(({ folder }) => {
    const wanted = targets.get(basename(folder));
    if (wanted === undefined) return [];
    // The sessions that made a folder know the Worker, and go on beside it.
    const places = renamed.kind === "renamed" ? [dirname(folder)] : placesOf(state, folder, wanted);
    return places.map((place) => ({ from: folder, to: join(place, wanted.namespace) }));
  });
}

/** The same for a name that has been given, and none as long as it has not. */
export function movesSince(state: LocalState, renamed: RenamedClass): readonly LocalMove[] {
  const names = namespacesNow(state.summaries);
  const moves = movesOf(state, renamed);
  return moves.every(({ from, to }) => names.has(basename(to)) && !names.has(basename(from))) ? moves : [];
}

/** The namespaces with objects that no Worker of the workspace has now: a class or a Worker was renamed, or is gone. */
export function orphanedNamespaces({ files, folders, summaries }: LocalState): readonly StoredNamespace[] {
  const names = namespacesNow(summaries);
  return storedNamespaces(files, folders).filter(({ folder }) => !names.has(basename(folder)));
}

/** The places that the objects of a namespace may be moved to, those first that share its Worker or its class. */
export function targetsFor(state: LocalState, from: FilePath): readonly LocalMove[] {
  const own = basename(from);
  const names = namespacesNow(state.summaries);
  const alike = (other: string): number => Math.max(sharedStart(own, other), sharedEnd(own, other));
  const all = state.summaries.flatMap(({ environments }) =>
    environments.flatMap((environment) =>
      liveNamespaces(environment).map((namespace): Wanted => ({ environment, namespace })),
    ),
  );
  return all
    .filter(({ namespace }) => names.has(namespace) && namespace !== own)
    .filter((each, index, many) => many.findIndex(({ namespace }) => namespace === each.namespace) === index)
    .toSorted((a, b) => alike(b.namespace) - alike(a.namespace))
    .flatMap((wanted) => placesOf(state, from, wanted).map((place) => ({ from, to: join(place, wanted.namespace) })));
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
 * The folders in which sessions look for a namespace: beside the one that was moved from, where its sessions take the Worker
 * along or the folder is everybody's, and where that Worker keeps its objects when it is started by itself.
 */
function placesOf(state: LocalState, from: FilePath, { environment }: Wanted): readonly FilePath[] {
  const here = dirname(from);
  const owner = state.summaries.find(({ environments }) => environments.includes(environment));
  const own = owner === undefined ? [] : stateFolders(state.files, [owner]);
  const hosts = state.summaries.filter((each) => stateFolders(state.files, [each]).includes(here));
  const [elsewhere] = own;
  if (elsewhere === undefined || own.includes(here) || hosts.length === 0) return [here];
  return isTakenAlong(state, here, { environment, hosts }) ? [here, elsewhere] : [elsewhere];
}

/** Whether sessions that keep their objects in a folder run a Worker of another one too: they have, or they bind it. */
function isTakenAlong(
  { files }: LocalState,
  here: FilePath,
  { environment, hosts }: { readonly environment: EnvironmentSummary; readonly hosts: readonly WorkerSummary[] },
): boolean {
  const names = new Set(liveNamespaces(environment));
  const bindings = hosts.flatMap(({ environments }) => environments).flatMap((each) => each.bindings);
  return (
    files.readFolder(here).some(({ name }) => names.has(name)) ||
    bindings.some(({ scriptName }) => scriptName !== undefined && scriptName === environment.workerName)
  );
}

/**
 * The namespaces that the Workers of the workspace have, and those of Workers elsewhere that they bind. Who handed a class
 * over by `migrations` declares it for ever, but has it no more.
 */
function namespacesNow(summaries: readonly WorkerSummary[]): ReadonlySet<string> {
  const environments = summaries.flatMap((each) => each.environments);
  const gone = new Set(
    environments
      .flatMap(({ lifecycle }) => lifecycle.classes.flatMap(({ events }) => events))
      .flatMap(({ kind, other, script }) =>
        kind === "transferredFrom" && other !== undefined ? [namespaceOf({ workerName: script }, other)] : [],
      ),
  );
  return new Set(environments.flatMap(knownNamespaces).filter((name) => !gone.has(name)));
}

/** Those of a Worker, and those of other Workers that it binds. */
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
