import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import { indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { isState } from "../source/storageCalls.ts";
import { descendants } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { classesInModules, modulesOf, placeOf } from "./shared/code.ts";
import { namespaceCallsOf } from "./shared/namespaceUse.ts";
import type { Rule } from "./rule.ts";

export const uniqueIdNotStored: Rule = {
  id: "unique-id-not-stored",
  severity: "warning",
  stage: "own",
  summary: "A unique id that is lost as soon as it was used",
  fix: "none",
  onCalls: ["newUniqueId"],
  *check(worker) {
    const { entry } = worker;
    if (entry.kind !== "module" || entry.isPartial) return;
    for (const { module, node, binding } of namespaceCallsOf(worker, "newUniqueId")) {
      if (binding === undefined || !isOnlyGot(node) || !isOfUnawareClass(worker, binding)) continue;
      const message = t(
        "The id is used for this one `get` only, so nobody can find the object again and what it stores stays for ever; store or return `id.toString()`, or use a name.",
      );
      yield { at: placeOf(module, node), message };
    }
  },
};

/** Whether the id goes into `get` and nowhere else, and the stub is only called. */
function isOnlyGot(node: ts.CallExpression): boolean {
  const value = node.parent;
  if (ts.isCallExpression(value)) return isGet(value, node) && isStubOnlyCalled(value);
  const use = ts.isVariableDeclaration(value) && ts.isIdentifier(value.name) ? onlyUse(value.name) : undefined;
  if (use === undefined || !ts.isCallExpression(use.parent)) return false;
  return isGet(use.parent, use) && isStubOnlyCalled(use.parent);
}

function isGet(call: ts.CallExpression, argument: ts.Node): boolean {
  return call.arguments[0] === argument && isNamedAccess(call.expression) && call.expression.getText().endsWith(".get");
}

/** `stub.fetch(…)`, `stub.add(1)`: not returned, not handed on, and its `id` not read. */
function isStubOnlyCalled(call: ts.CallExpression): boolean {
  const { parent } = call;
  if (isCalled(call)) return true;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const uses = usesOf(parent.name);
  return uses.length > 0 && uses.every(isCalled);
}

/** `x` of `x.method(…)`. */
function isCalled(node: ts.Node): boolean {
  const { parent } = node;
  return (
    isNamedAccess(parent) &&
    parent.expression === node &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent
  );
}

function onlyUse(name: ts.Identifier): ts.Identifier | undefined {
  const uses = usesOf(name);
  return uses.length === 1 ? uses[0] : undefined;
}

/** Every other identifier of that text in the function around it. */
function usesOf(name: ts.Identifier): readonly ts.Identifier[] {
  const around = enclosingFunction(name)?.body;
  if (around === undefined) return [];
  const found: ts.Identifier[] = [];
  for (const node of descendants(around)) {
    if (ts.isIdentifier(node) && node !== name && node.text === name.text) found.push(node);
  }
  return found;
}

/** A class of this Worker that never asks for its own id, which it could store or return itself. */
function isOfUnawareClass(worker: Worker, binding: string): boolean {
  const bound = worker.environment.bindings.find((each) => each.name?.value === binding);
  if (bound?.isLocal !== true) return false;
  const found = classesInModules(worker).some((each) => each.name === bound.className?.value);
  const asks = modulesOf(worker).some((module) =>
    (indexOf(module).accesses.get("id") ?? []).some(({ expression }) => isState(expression)),
  );
  return found && !asks;
}
