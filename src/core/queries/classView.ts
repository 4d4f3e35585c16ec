import type { Binding } from "../config/model.ts";
import { isLive, type LifecycleClass, type Storage } from "../lifecycle/model.ts";
import { exportOf } from "../rules/shared/exported.ts";
import { isDurableObject } from "../source/knownBases.ts";
import type { ClassDeclaration } from "../source/model.ts";
import type { RemoteBinding, Worker } from "../worker.ts";
import { isGone, type ClassState } from "./tree/node.ts";
import { unexportedObjects } from "./unexportedObjects.ts";

/** Everything that is known of one Durable Object class in one environment: what the tree, hovers and lenses show. */
export interface ClassView {
  readonly name: string;
  /** The Worker that has it, where that is another one. */
  readonly script: string | undefined;
  readonly state: ClassState;
  readonly storage: Storage | undefined;
  readonly lifecycle: LifecycleClass | undefined;
  readonly declaration: ClassDeclaration | undefined;
  /** The bindings of this environment that lead to it. */
  readonly bindings: readonly Binding[];
  /** Bindings of other Workers that lead to it. */
  readonly remoteBindings: readonly RemoteBinding[];
  /** The name of the container behind it. */
  readonly container: string | undefined;
}

/**
 * The classes of an environment: bound ones in the order of their bindings, then those of the lifecycle, then classes in
 * the code that are certainly Durable Objects and that nobody declared, then those of other Workers; at the end what was
 * renamed, deleted or transferred.
 */
export function classViews(worker: Worker): readonly ClassView[] {
  const own = ownClassNames(worker).map((name) => ownView(worker, name));
  const present = own.filter(({ state }) => !isGone(state));
  return [...present, ...foreignViews(worker), ...own.filter(({ state }) => isGone(state))];
}

/** The view of one of the Worker's own classes, whether it exists or not. */
export function ownView(worker: Worker, name: string): ClassView {
  const { environment, lifecycle, others } = worker;
  const found = lifecycle.classes.get(name);
  const { workerName } = environment;
  return {
    name,
    script: undefined,
    state: stateOf(worker, name, found),
    storage: found?.storage,
    lifecycle: found,
    declaration: declarationOf(worker, name),
    bindings: environment.bindings.filter((each) => leadsHome(worker, each) && each.className?.value === name),
    remoteBindings:
      workerName === undefined
        ? []
        : others.bindingsTo(workerName, name).filter((each) => !isSameWorker(each.worker, worker)),
    container: containerOf(worker, name),
  };
}

function ownClassNames(worker: Worker): readonly string[] {
  const { environment, lifecycle, entry } = worker;
  const bound = environment.bindings.flatMap((each) =>
    leadsHome(worker, each) && each.className ? [each.className.value] : [],
  );
  const exported = entry.kind === "module" ? [...entry.exports.names.values()] : [];
  const undeclared = exported.flatMap(({ name, value }) =>
    name !== "default" && value.kind === "class" && isDurableObject(value.declaration) === "yes" ? [name] : [],
  );
  const unexported = unexportedObjects(worker).keys();
  return [...new Set([...bound, ...lifecycle.classes.keys(), ...undeclared, ...unexported])];
}

/** Another environment of the same configuration is another Worker. */
function isSameWorker(a: Worker, b: Worker): boolean {
  return a.config.path === b.config.path && a.environment.name === b.environment.name;
}

function foreignViews(worker: Worker): readonly ClassView[] {
  const foreign = new Map<string, Binding[]>();
  for (const binding of worker.environment.bindings) {
    if (leadsHome(worker, binding) || !binding.className || !binding.scriptName) continue;
    const key = JSON.stringify([binding.scriptName.value, binding.className.value]);
    foreign.set(key, [...(foreign.get(key) ?? []), binding]);
  }
  return [...foreign.values()].flatMap((bindings) => {
    const [first] = bindings;
    return first?.className && first.scriptName
      ? [foreignView(worker, { name: first.className.value, script: first.scriptName.value, bindings })]
      : [];
  });
}

function foreignView({ others }: Worker, { name, script, bindings }: Foreign): ClassView {
  const owner = others.named(script)[0];
  const lifecycle = owner?.lifecycle.classes.get(name);
  return {
    name,
    script,
    state: "elsewhere",
    storage: lifecycle?.storage,
    lifecycle,
    declaration: owner && declarationOf(owner, name),
    bindings,
    remoteBindings: [],
    container: undefined,
  };
}

interface Foreign {
  readonly name: string;
  readonly script: string;
  readonly bindings: readonly Binding[];
}

function stateOf(worker: Worker, name: string, found: LifecycleClass | undefined): ClassState {
  if (found !== undefined && !isLive(found)) return found.state;
  if (exportOf(worker, name).kind === "missing") return "notExported";
  return found === undefined ? "notDeclared" : found.state;
}

function declarationOf(worker: Worker, name: string): ClassDeclaration | undefined {
  const { entry } = worker;
  const value = entry.kind === "module" ? entry.exports.names.get(name)?.value : undefined;
  if (value === undefined) return unexportedObjects(worker).get(name);
  return value.kind === "class" || value.kind === "maybe" ? value.declaration : undefined;
}

function containerOf({ environment }: Worker, name: string): string | undefined {
  const linked = environment.exports.value.find((each) => each.className === name)?.container?.value;
  if (linked !== undefined) return linked;
  const found = environment.containers.find((each) => each.className?.value === name);
  return found && (found.name?.value ?? name);
}

function leadsHome({ environment }: Worker, { isLocal, scriptName }: Binding): boolean {
  return isLocal || (scriptName !== undefined && scriptName.value === environment.workerName);
}
