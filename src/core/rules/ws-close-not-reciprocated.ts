import { t } from "@vscode/l10n";
import ts from "typescript";
import { behaviours, hasBehaviour } from "../config/compatibility.ts";
import { inheritedMember } from "../source/classes.ts";
import { indentAt } from "../source/extendEdits.ts";
import { accessedName, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { hibernatableAcceptances } from "../source/sockets.ts";
import { descendants } from "../source/syntax.ts";
import { insertAt, lineEndingOf } from "../text/edits.ts";
import type { Worker } from "../worker.ts";
import { placeOf, type ClassInModule } from "./code.ts";
import { addHandler, concreteClasses, lacksHandler, type ConcreteClass } from "./handlers.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { acceptsHibernatable, hibernates } from "./socketUse.ts";
import { guardedCode } from "./ws-close-echo-code.ts";

export const wsCloseNotReciprocated: Rule = {
  id: "ws-close-not-reciprocated",
  severity: "warning",
  stage: "run",
  summary: "A WebSocket whose close is not answered",
  fix: "edit",
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
  const accepted =
    owner && hibernatableAcceptances(owner.module).find((each) => each.inClass === owner.declaration.node);
  if (owner === undefined || accepted === undefined) return undefined;
  const body = [`ws.close(${guardedCode("code")}, reason);`];
  return { at: placeOf(owner.module, nameNode(accepted.access)), fixes: [addHandler(found, "webSocketClose", body)] };
}

/** A handler that is written here and certainly never closes the socket. */
function silent(found: ConcreteClass): Pick<Finding, "at" | "fixes"> | undefined {
  const owner = inheritedMember(found.declaration, "webSocketClose")?.owner;
  const each = found.line.find(({ declaration }) => declaration === owner);
  const method = each?.declaration.node.members.find(isCloseHandler);
  if (each === undefined || method?.body === undefined || mayClose(each, method, method.body)) return undefined;
  return { at: placeOf(each.module, method.name), fixes: closeFix(each, method, method.body) };
}

function isCloseHandler(member: ts.ClassElement): member is ts.MethodDeclaration {
  return ts.isMethodDeclaration(member) && member.body !== undefined && member.name.getText() === "webSocketClose";
}

/** Whether it closes something, hands the socket on, or calls a method of the class that closes something. */
function mayClose({ declaration }: ClassInModule, { parameters: [ws] }: ts.MethodDeclaration, body: ts.Node): boolean {
  const name = ws?.name.getText();
  for (const node of descendants(body)) {
    if (node.kind === ts.SyntaxKind.SuperKeyword) return true;
    if (!ts.isCallExpression(node)) continue;
    const callee = isNamedAccess(node.expression) ? accessedName(node.expression) : undefined;
    const isOwn = isNamedAccess(node.expression) && node.expression.expression.kind === ts.SyntaxKind.ThisKeyword;
    const isHandedOn = node.arguments.some((each) => ts.isIdentifier(each) && each.text === name);
    if (callee === "close" || (isHandedOn && (isOwn || ts.isIdentifier(node.expression)))) return true;
    if (isOwn && closes(declaration.node.members.find((each) => each.name?.getText() === callee))) return true;
  }
  return false;
}

function closes(member: ts.ClassElement | undefined): boolean {
  if (member === undefined) return false;
  for (const node of descendants(member)) if (isNamedAccess(node) && accessedName(node) === "close") return true;
  return false;
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
      ? {
          span: { start: body.getStart(ast) + 1, end: body.end - 1 },
          newText: `${newLine}${outer}${step}${call}${newLine}${outer}`,
        }
      : insertAt(first.getStart(ast), call + newLine + indentAt(text, first.getStart(ast)));
  return [
    { title: t("Answer with `{0}.close`", ws.text), changes: [{ kind: "text", path: module.path, edits: [edit] }] },
  ];
}
