import { basename } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { liveNamespaces, namespaceOf, storedNamespaces, type StoredNamespace } from "./folders.ts";
import type { LocalState } from "./moves.ts";

/** Whose data is meant: a class, or all classes of a Worker. */
export interface Owner {
  readonly configPath: FilePath;
  /** Null for the top level; every environment, if left out. */
  readonly environment?: string | null;
  readonly className?: string;
  /** The Worker that has the class, where it is another one. */
  readonly scriptName?: string;
}

/** The namespaces with objects that belong to an owner; all that there are, if none is given. */
export function storedFor(state: LocalState, owner: Owner | undefined): readonly StoredNamespace[] {
  const stored = storedNamespaces(state.files, state.folders);
  if (owner === undefined) return stored;
  const names = new Set(namesOf(state, owner));
  return stored.filter(({ folder }) => names.has(basename(folder)));
}

function namesOf(
  { summaries }: LocalState,
  { configPath, environment, className, scriptName }: Owner,
): readonly string[] {
  const environments = summaries
    .filter((each) => each.configPath === configPath)
    .flatMap((each) => each.environments)
    .filter(({ name }) => environment === undefined || name === environment);
  if (className === undefined) return environments.flatMap(liveNamespaces);
  if (scriptName !== undefined) return [namespaceOf({ workerName: scriptName }, className)];
  return environments.map((each) => namespaceOf(each, className));
}
