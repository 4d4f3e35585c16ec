import ts from "typescript";
import { enclosingStatement } from "../../source/enclosing.ts";
import { stringOf } from "../../source/literals.ts";
import type { SourceModule } from "../../source/model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode } from "../../source/moduleIndex.ts";
import { hibernatableAcceptances, isSameSocket, socketOf } from "../../source/sockets.ts";
import { areBothMade } from "./socketUse.ts";

/** A listener on a WebSocket that hibernates, which is never called. */
export interface LostListener {
  readonly at: ts.Node;
  readonly socket: ts.Expression;
  /** The method that is called instead. */
  readonly handler: Handler;
  readonly listener: ts.Expression;
  /** The statement that is nothing but this. */
  readonly statement: ts.ExpressionStatement | undefined;
}

export type Handler = "webSocketMessage" | "webSocketClose" | "webSocketError";

/** The events of a WebSocket and the methods that hibernation calls instead. */
const handlerOf: ReadonlyMap<string, Handler> = new Map([
  ["message", "webSocketMessage"],
  ["close", "webSocketClose"],
  ["error", "webSocketError"],
]);

/** The listeners of a module that `acceptWebSocket` makes useless. */
export function lostListeners(module: SourceModule): readonly LostListener[] {
  const heard = listeners(module);
  const accepted = heard.length === 0 ? [] : hibernatableAcceptances(module);
  if (accepted.length === 0) return [];
  return heard.filter(({ at, socket }) => {
    const found = socketOf(socket);
    if (found?.kind === "hibernated") return true;
    return accepted.some((each) => isSameSocket(each.socket, found) && areBothMade(each.node, at));
  });
}

/** `ws.addEventListener("message", …)` and `ws.onmessage = …`. */
function listeners(module: SourceModule): readonly LostListener[] {
  const { calls, accesses } = indexOf(module);
  const added = (calls.get("addEventListener") ?? []).flatMap((node) => {
    const [event, listener] = node.arguments;
    const access = node.expression;
    const handler = event && handlerOf.get(stringOf(event) ?? "");
    if (handler === undefined || listener === undefined || !isNamedAccess(access)) return [];
    return [{ at: nameNode(access), socket: access.expression, handler, listener, statement: statementOf(node) }];
  });
  const assigned = [...handlerOf].flatMap(([event, handler]) =>
    (accesses.get(`on${event}`) ?? []).flatMap((access) => {
      const { parent } = access;
      if (!ts.isBinaryExpression(parent) || parent.left !== access) return [];
      const [at, listener] = [nameNode(access), parent.right];
      return [{ at, socket: access.expression, handler, listener, statement: statementOf(parent) }];
    }),
  );
  return [...added, ...assigned];
}

function statementOf(node: ts.Expression): ts.ExpressionStatement | undefined {
  const statement = enclosingStatement(node);
  return statement && ts.isExpressionStatement(statement) && statement.expression === node ? statement : undefined;
}

/** What an event has, as a parameter of the method. */
const parameters: Readonly<Record<Handler, ReadonlyMap<string, string>>> = {
  webSocketMessage: new Map([["data", "message"]]),
  webSocketClose: new Map([
    ["code", "code"],
    ["reason", "reason"],
    ["wasClean", "wasClean"],
  ]),
  webSocketError: new Map([["error", "error"]]),
};

/** The parameter that stands for a property of a listener's event. */
export function parameterFor(handler: Handler, access: ts.Node): string | undefined {
  return isNamedAccess(access) ? parameters[handler].get(accessedName(access)) : undefined;
}
