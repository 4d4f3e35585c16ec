import { remember } from "../../remember.ts";
import { namespaceCalls, type NamespaceCall, type NamespaceMethod } from "../../source/namespaces.ts";
import type { SourceModule } from "../../source/model.ts";
import { accessedName, isNamedAccess } from "../../source/moduleIndex.ts";
import type { Worker } from "../../worker.ts";
import { modulesOf } from "./code.ts";

/** A call of a method of what is certainly a namespace. */
export interface NamespaceCallIn extends NamespaceCall {
  readonly module: SourceModule;
}

/** The names that only namespaces have; `get` and `getByName` are common ones. */
const ownNames: ReadonlySet<NamespaceMethod> = new Set(["idFromName", "idFromString", "newUniqueId"]);

/** The calls of a method on the namespaces of a Worker. */
export function namespaceCallsOf(worker: Worker, method: NamespaceMethod): readonly NamespaceCallIn[] {
  const bound = bindingNames(worker);
  return modulesOf(worker).flatMap((module) =>
    namespaceCalls(module, method).flatMap((call) =>
      ownNames.has(method) || isNamespace(call, bound) ? [{ ...call, module }] : [],
    ),
  );
}

/** A binding of this environment, `ctx.exports.Room`, or `….jurisdiction("eu")` of one. */
function isNamespace({ binding, namespace }: NamespaceCall, bound: ReadonlySet<string>): boolean {
  if (binding !== undefined) return bound.has(binding);
  return (
    isNamedAccess(namespace) && isNamedAccess(namespace.expression) && accessedName(namespace.expression) === "exports"
  );
}

const names = new WeakMap<Worker, ReadonlySet<string>>();

function bindingNames(worker: Worker): ReadonlySet<string> {
  return remember(
    names,
    worker,
    ({ environment }) => new Set(environment.bindings.flatMap(({ name }) => name?.value ?? [])),
  );
}
