import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingMember, nodesIn } from "../source/enclosing.ts";
import { accessedName, indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { socketOf } from "../source/sockets.ts";
import { innermost } from "../source/syntax.ts";
import { insertAt } from "../text/edits.ts";
import { isPlainDurableObject, placeOf, type ClassInModule } from "./shared/code.ts";
import { concreteClasses } from "./shared/handlers.ts";
import type { Fix, Rule } from "./rule.ts";
import { hibernates } from "./shared/socketUse.ts";

export const wsStateInMemory: Rule = {
  id: "ws-state-in-memory",
  severity: "hint",
  stage: "run",
  summary: "A field that remembers WebSockets and is lost in hibernation",
  fix: "choice",
  onCalls: ["acceptWebSocket"],
  *check(worker) {
    for (const found of concreteClasses(worker)) {
      if (!hibernates(found)) continue;
      for (const each of found.line) {
        for (const field of collections(each)) {
          if (!isFilled(each, field.name.text) || isRebuilt(each, field)) continue;
          const message = t(
            "After hibernation `{0}` is empty while its sockets are still open; keep what belongs to a socket with `serializeAttachment`, or fill it from `getWebSockets()` in the constructor.",
            field.name.text,
          );
          yield { at: placeOf(each.module, field.name), message, fixes: fillFix(each, field) };
        }
      }
    }
  },
};

type Field = ts.PropertyDeclaration & { readonly name: ts.Identifier | ts.PrivateIdentifier };

/** `sessions = new Map()`. */
function collections({ declaration }: ClassInModule): readonly Field[] {
  return declaration.node.members.filter(isCollection);
}

function isCollection(member: ts.ClassElement): member is Field {
  if (!ts.isPropertyDeclaration(member) || member.initializer === undefined) return false;
  const value = innermost(member.initializer);
  const isNamed = ts.isIdentifier(member.name) || ts.isPrivateIdentifier(member.name);
  return (
    isNamed &&
    !holdsTimers(member) &&
    ts.isNewExpression(value) &&
    /^(Map|Set|WeakMap)$/.test(value.expression.getText())
  );
}

/** `Map<WebSocket, ReturnType<typeof setTimeout>>`: an object does not hibernate while a timer is to come. */
function holdsTimers({ type, initializer }: ts.PropertyDeclaration): boolean {
  return /\b(setTimeout|setInterval|Timeout|Timer)\b/.test(`${type?.getText() ?? ""} ${initializer?.getText() ?? ""}`);
}

/** `this.sessions.set(ws, …)`, `this.sockets.add(ws)`. */
function isFilled(each: ClassInModule, field: string): boolean {
  return fillings(each, field).some(hasSocket);
}

function fillings({ module, declaration: { node } }: ClassInModule, field: string): readonly ts.CallExpression[] {
  const { calls } = indexOf(module);
  const own = ["set", "add"].flatMap((name) => nodesIn(calls.get(name), node));
  return own.filter(({ expression }) => isNamedAccess(expression) && isField(expression.expression, field));
}

function hasSocket({ arguments: given }: ts.CallExpression): boolean {
  return given.some((argument) => socketOf(argument) !== undefined);
}

/** A set of nothing but sockets is what `getWebSockets` gives. */
function fillFix(each: ClassInModule, { name, initializer }: Field): readonly Fix[] {
  const value = initializer && innermost(initializer);
  const isEmptySet =
    value !== undefined &&
    ts.isNewExpression(value) &&
    value.expression.getText() === "Set" &&
    value.arguments?.length === 0;
  const isPlain = isPlainDurableObject(each.declaration) && fillings(each, name.text).every(hasSocket);
  if (!isEmptySet || !isPlain) return [];
  const edits = [insertAt(value.end - 1, "this.ctx.getWebSockets()")];
  const title = t("Fill it from `getWebSockets()`");
  return [{ title, changes: [{ kind: "text", path: each.module.path, edits }] }];
}

/**
 * Whether a member of the class that asks for the open sockets speaks of the field, or calls a method that does; a class
 * that reads attachments knows what hibernation takes.
 */
function isRebuilt({ module, declaration: { node: owner } }: ClassInModule, node: Field): boolean {
  const field = node.name.text;
  const { calls, accesses } = indexOf(module);
  if (nodesIn(calls.get("deserializeAttachment"), owner).length > 0) return true;
  const speaking = new Set(nodesIn(accesses.get(field), owner).map(enclosingMember));
  const asking = new Set(nodesIn(calls.get("getWebSockets"), owner).map(enclosingMember));
  if (asking.has(node)) return true;
  const names = [...speaking].flatMap((each) => each?.name?.getText() ?? []);
  return (
    [...asking].some((each) => speaking.has(each)) ||
    names.some((name) => nodesIn(accesses.get(name), owner).some((each) => asking.has(enclosingMember(each))))
  );
}

function isField(node: ts.Expression, field: string): boolean {
  return isNamedAccess(node) && accessedName(node) === field && node.expression.kind === ts.SyntaxKind.ThisKeyword;
}
