import { t } from "@vscode/l10n";
import ts from "typescript";
import { inheritedMember } from "../source/classes.ts";
import { isEnv } from "../source/envUse.ts";
import { constantOf, declarationOf } from "../source/localConst.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, isNamedAccess } from "../source/moduleIndex.ts";
import { isState } from "../source/storageCalls.ts";
import { descendants, innermost } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { modulesOf, placeOf, textOf } from "./shared/code.ts";
import type { Fix, Finding, Rule } from "./rule.ts";
import { knownStubCalls, stubMembers, type KnownStubCall } from "./shared/stubs.ts";

export const rpcUnserializable: Rule = {
  id: "rpc-unserializable",
  severity: "error",
  stage: "run",
  summary: "A value that cannot be sent over RPC",
  fix: "choice",
  onCalls: ["get", "getByName"],
  *check(worker) {
    const namespaces = new Set(worker.environment.bindings.flatMap((each) => each.name?.value ?? []));
    const told = new Set<ts.Node>();
    for (const call of knownStubCalls(worker)) {
      if (stubMembers.has(call.method)) continue;
      for (const { module, node } of [...handedOver(call), ...returned(worker, call)]) {
        const what = told.has(node) ? undefined : unserializable(node, namespaces);
        told.add(node);
        if (what !== undefined) yield finding(module, node, what);
      }
    }
  },
};

interface Sent {
  readonly module: SourceModule;
  readonly node: ts.Expression;
}

function handedOver({ module, node }: KnownStubCall): readonly Sent[] {
  return node.arguments.map((each) => ({ module, node: each }));
}

/** What the method that is called returns, where it is written down in it directly. */
function returned(worker: Worker, { declaration, method }: KnownStubCall): readonly Sent[] {
  const found = declaration && inheritedMember(declaration, method);
  if (found?.member.kind !== "method") return [];
  const module = modulesOf(worker).find(({ path }) => path === found.owner.path);
  const node = found.owner.node.members.find((each) => each.name?.getStart() === found.member.nameSpan.start);
  if (module === undefined || node === undefined || !ts.isMethodDeclaration(node) || node.body === undefined) return [];
  return returnsOf(node.body).map((each) => ({ module, node: each }));
}

function returnsOf(body: ts.Block): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  for (const node of descendants(body)) {
    if (!ts.isReturnStatement(node) || node.expression === undefined) continue;
    if (methodAround(node) === body.parent) found.push(node.expression);
  }
  return found;
}

function methodAround(node: ts.Node): ts.Node | undefined {
  let each: ts.Node | undefined = node.parent;
  while (each !== undefined && !ts.isFunctionLike(each)) each = each.parent;
  return each;
}

type Kind = "this" | "environment" | "namespace" | "id" | "symbol" | "socket";

function unserializable(expression: ts.Expression, namespaces: ReadonlySet<string>): Kind | undefined {
  const node = innermost(expression);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return "this";
  if (isSymbol(node)) return "symbol";
  if (isOwnEnv(node)) return "environment";
  if (isNamedAccess(node)) {
    if (isEnv(node.expression) && namespaces.has(accessedName(node))) return "namespace";
    return accessedName(node) === "id" && isState(node.expression) && isInClass(node) ? "id" : undefined;
  }
  if (isIdCall(node, namespaces)) return "id";
  if (!ts.isIdentifier(node)) return undefined;
  if (isSocketOfPair(node)) return "socket";
  const value = constantOf(node);
  return value !== undefined && isIdCall(value, namespaces) ? "id" : undefined;
}

/** `env` alone is the Worker's only where nothing nearer gives it another meaning than a parameter does. */
function isOwnEnv(node: ts.Expression): boolean {
  if (!isEnv(node)) return false;
  if (isNamedAccess(node)) return node.expression.kind === ts.SyntaxKind.ThisKeyword && isInClass(node);
  const found = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  return found !== undefined && (ts.isImportSpecifier(found) || ts.isParameter(found));
}

function isInClass(node: ts.Node): boolean {
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent)
    if (ts.isClassLike(each)) return true;
  return false;
}

const idMethods: ReadonlySet<string> = new Set(["idFromName", "idFromString", "newUniqueId"]);

function isIdCall(node: ts.Expression, namespaces: ReadonlySet<string>): boolean {
  if (!ts.isCallExpression(node) || !isNamedAccess(node.expression)) return false;
  const owner = node.expression.expression;
  if (!idMethods.has(accessedName(node.expression)) || !isNamedAccess(owner)) return false;
  return isEnv(owner.expression) && namespaces.has(accessedName(owner));
}

function isSymbol(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "Symbol";
}

/** `const [client, server] = Object.values(new WebSocketPair())`. */
function isSocketOfPair(node: ts.Identifier): boolean {
  const found = declarationOf(node);
  if (found === undefined || !ts.isBindingElement(found)) return false;
  const variable = found.parent.parent;
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return false;
  for (const each of descendants(variable.initializer)) {
    if (ts.isNewExpression(each) && ts.isIdentifier(each.expression) && each.expression.text === "WebSocketPair")
      return true;
  }
  return false;
}

function finding(module: SourceModule, node: ts.Expression, kind: Kind): Finding {
  return { at: placeOf(module, node), message: messageOf(kind), fixes: kind === "id" ? stringFix(module, node) : [] };
}

function messageOf(kind: Kind): string {
  switch (kind) {
    case "this":
      return t("The object itself cannot be sent over RPC, so this call fails when it runs; send the values it holds.");
    case "environment":
      return t("The environment cannot be sent over RPC, so this call fails when it runs; the other side has its own.");
    case "namespace":
      return t(
        "A namespace cannot be sent over RPC, so this call fails when it runs; send a stub, or the id as a string.",
      );
    case "id":
      return t("An id cannot be sent over RPC, so this call fails when it runs; send it as a string.");
    case "symbol":
      return t("A symbol cannot be sent over RPC, so this call fails when it runs; send a string.");
    case "socket":
      return t(
        "A WebSocket cannot be sent over RPC, so this call fails when it runs; send it in a response of `fetch`.",
      );
  }
}

function stringFix(module: SourceModule, node: ts.Expression): readonly Fix[] {
  const edits = [{ span: placeOf(module, node).span, newText: `${textOf(module, node)}.toString()` }];
  return [{ title: t("Send the id as a string"), changes: [{ kind: "text", path: module.path, edits }] }];
}
