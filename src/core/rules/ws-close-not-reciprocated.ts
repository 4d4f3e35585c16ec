import { t } from "@vscode/l10n";
import ts from "typescript";
import { behaviours, hasBehaviour } from "../config/compatibility.ts";
import { inheritedMember } from "../source/classes.ts";
import { indentAt, onlyStatement } from "../source/extendEdits.ts";
import { accessedName, indexOf, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { hibernatableIn } from "../source/sockets.ts";
import { descendants } from "../source/syntax.ts";
import { insertAt, lineEndingOf } from "../text/edits.ts";
import type { Worker } from "../worker.ts";
import { placeOf, type ClassInModule } from "./shared/code.ts";
import { addHandler, concreteClasses, lacksHandler, type ConcreteClass } from "./shared/handlers.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { acceptsHibernatable, hibernates } from "./shared/socketUse.ts";
import { guardedCode } from "./ws-close-echo-code.ts";

export const wsCloseNotReciprocated: Rule = {
  id: "ws-close-not-reciprocated",
  severity: "warning",
  stage: "run",
  summary: "A WebSocket whose close is not answered",
  fix: "edit",
  onCalls: ["acceptWebSocket"],
  *check(worker) {
    for (const found of concreteClasses(worker)) {
      if (!hibernates(found)) continue;
      const at = lacksHandler(found, "webSocketClose") ? missing(found) : silent(found);
      if (at !== undefined) yield { ...at, ...sayWhen(worker) };
    }
  },
};

/** Before the runtime answered by itself clients see 1006; since then only those of `wrangler dev` do. */
function sayWhen({ environment }: Worker): Pick<Finding, "message" | "severity"> {
  if (hasBehaviour(environment, "autoReplyToClose") !== false) {
    return {
      severity: "hint",
      message: t(
        "`wrangler dev` does not answer the close of a client by itself, so that it ends with 1006 there; call `ws.close` in `webSocketClose`.",
      ),
    };
  }
  return {
    message: t(
      "Before the compatibility date {0} nobody answers the close of a client unless `webSocketClose` calls `ws.close`, so that it ends with 1006; call it.",
      behaviours.autoReplyToClose.since,
    ),
  };
}

function missing(found: ConcreteClass): Pick<Finding, "at" | "fixes"> | undefined {
  const owner = found.line.find(acceptsHibernatable);
  const accepted = owner && hibernatableIn(owner.module, owner.declaration.node);
  if (owner === undefined || accepted === undefined) return undefined;
  const body = [`ws.close(${guardedCode("code")}, reason);`];
  return { at: placeOf(owner.module, nameNode(accepted.access)), fixes: [addHandler(found, "webSocketClose", body)] };
}

/** A handler that is written here and certainly never closes the socket. */
function silent(found: ConcreteClass): Pick<Finding, "at" | "fixes"> | undefined {
  const owner = inheritedMember(found.declaration, "webSocketClose")?.owner;
  const each = found.line.find(({ declaration }) => declaration === owner);
  const method = each?.declaration.node.members.find(isCloseHandler);
  if (each === undefined || method?.body === undefined || mayClose(each, method)) return undefined;
  return { at: placeOf(each.module, method.name), fixes: closeFix(each, method, method.body) };
}

function isCloseHandler(member: ts.ClassElement): member is ts.MethodDeclaration {
  return ts.isMethodDeclaration(member) && member.body !== undefined && member.name.getText() === "webSocketClose";
}

/** Whether it closes something, by itself or by methods of the class, or hands the socket to what may. */
function mayClose({ declaration, module }: ClassInModule, handler: ts.MethodDeclaration): boolean {
  const closing = indexOf(module).accesses.get("close");
  if (closing?.some(({ pos, end }) => handler.pos <= pos && end <= handler.end)) return true;
  const sockets = new Set([handler.parameters[0]?.name.getText()]);
  const waiting: ts.ClassElement[] = [handler];
  const seen = new Set<ts.ClassElement>();
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    if (seen.has(member)) continue;
    seen.add(member);
    for (const node of descendants(member)) {
      if (node.kind === ts.SyntaxKind.SuperKeyword || (isNamedAccess(node) && accessedName(node) === "close"))
        return true;
      if (!ts.isCallExpression(node)) continue;
      const called = ownMethod(node, declaration.node);
      if (called === "unknown" || (called === undefined && mayCloseGiven(node, sockets))) return true;
      if (called === undefined) continue;
      waiting.push(called);
      called.parameters.forEach(({ name }, index) => {
        if (hasSocket(node.arguments[index], sockets)) sockets.add(name.getText());
      });
    }
  }
  return false;
}

/** The member behind `this.name(…)`; unknown if the class does not have it itself, undefined for any other call. */
function ownMethod({ expression }: ts.CallExpression, owner: ts.ClassLikeDeclaration) {
  if (!isNamedAccess(expression) || expression.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const name = accessedName(expression);
  const isIt = (each: ts.ClassElement): each is ts.MethodDeclaration =>
    ts.isMethodDeclaration(each) && each.name.getText() === name;
  return owner.members.find(isIt) ?? "unknown";
}

/** What is called on a collection, the state of the object or the console closes nothing that it is given. */
const closingNothing = new Set(
  "get set has add delete push unshift includes indexOf getTags getWebSocketAutoResponseTimestamp log info debug warn error".split(
    " ",
  ),
);

/** Whether a call that leads out of the class gets the socket: what it does with it is not known. */
function mayCloseGiven(
  { expression, arguments: given }: ts.CallExpression,
  sockets: ReadonlySet<string | undefined>,
): boolean {
  if (isNamedAccess(expression) && closingNothing.has(accessedName(expression))) return false;
  return given.some((each) => hasSocket(each, sockets));
}

/** Whether a value is a socket, or an object or list with one in it. */
function hasSocket(node: ts.Expression | undefined, sockets: ReadonlySet<string | undefined>): boolean {
  if (node === undefined) return false;
  if (ts.isIdentifier(node)) return sockets.has(node.text);
  if (ts.isArrayLiteralExpression(node)) return node.elements.some((each) => hasSocket(each, sockets));
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.some((each) =>
      ts.isPropertyAssignment(each)
        ? hasSocket(each.initializer, sockets)
        : ts.isShorthandPropertyAssignment(each) && sockets.has(each.name.text),
    )
  );
}

function closeFix(
  { module }: ClassInModule,
  { parameters, name }: ts.MethodDeclaration,
  body: ts.Block,
): readonly Fix[] {
  const [ws, code, reason] = parameters.map((each) => each.name);
  if (ws === undefined || !ts.isIdentifier(ws)) return [];
  const args = code === undefined ? "1000" : guardedCode(code.getText());
  const call = `${ws.text}.close(${reason === undefined ? args : `${args}, ${reason.getText()}`});`;
  const { text, ast } = module;
  const outer = indentAt(text, name.getStart(ast));
  const step = outer.startsWith("\t") ? "\t" : "  ";
  const [first] = body.statements;
  const newLine = lineEndingOf(text);
  const edit =
    first === undefined
      ? onlyStatement(
          text,
          { start: body.getStart(ast) + 1, end: body.end - 1 },
          { before: newLine + outer + step, line: call, after: newLine + outer },
        )
      : insertAt(first.getStart(ast), call + newLine + indentAt(text, first.getStart(ast)));
  return [
    { title: t("Answer with `{0}.close`", ws.text), changes: [{ kind: "text", path: module.path, edits: [edit] }] },
  ];
}
