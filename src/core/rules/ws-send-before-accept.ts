import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import type { SourceModule } from "../source/model.ts";
import { indexOf, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { runsBefore } from "../source/order.ts";
import { hibernatableAcceptances, isSameSocket, plainAcceptances, socketOf, type Socket } from "../source/sockets.ts";
import { descendants } from "../source/syntax.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const wsSendBeforeAccept: Rule = {
  id: "ws-send-before-accept",
  severity: "error",
  stage: "run",
  summary: "`send` on a WebSocket that is accepted only later",
  fix: "none",
  onCalls: ["send"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      const accepted = [...hibernatableAcceptances(module), ...plainAcceptances(module)];
      if (accepted.length === 0) continue;
      for (const node of indexOf(module).calls.get("send") ?? []) {
        const access = node.expression;
        const socket = isNamedAccess(access) ? socketOf(access.expression) : undefined;
        if (!isNamedAccess(access) || socket?.kind !== "pair") continue;
        const isLater = accepted.some((each) => isSameSocket(each.socket, socket) && runsBefore(node, each.node));
        if (!isLater || isUsedBefore(module, node, socket)) continue;
        const message = t(
          "The socket is accepted only below, so `send` fails with “You must call one of accept() or state.acceptWebSocket() on this WebSocket before sending messages.”; accept it first.",
        );
        yield { at: placeOf(module, nameNode(access)), message };
      }
    }
  },
};

/** Whether something else gets the socket before, which may accept it: `accept`, `acceptWebSocket` or any function. */
function isUsedBefore(module: SourceModule, send: ts.CallExpression, socket: Socket): boolean {
  const around = enclosingFunction(send)?.body ?? module.ast;
  for (const node of descendants(around)) {
    if (node.pos >= send.pos) return false;
    if (!ts.isCallExpression(node)) continue;
    const access = node.expression;
    const isAccepted = isNamedAccess(access) && nameNode(access).getText() === "accept";
    const given = isAccepted ? [access.expression] : node.arguments;
    if (given.some((each) => isSameSocket(socketOf(each), socket))) return true;
  }
  return false;
}
