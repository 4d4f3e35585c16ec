import { t } from "@vscode/l10n";
import ts from "typescript";
import type { SourceModule } from "../source/model.ts";
import { indexOf, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { stringOf } from "../source/literals.ts";
import { hibernatableAcceptances, isSameSocket, socketOf } from "../source/sockets.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";
import { areBothMade } from "./shared/socketUse.ts";

/** The events of a WebSocket and the methods that hibernation calls instead. */
const handlerOf: ReadonlyMap<string, string> = new Map([
  ["message", "webSocketMessage"],
  ["close", "webSocketClose"],
  ["error", "webSocketError"],
]);

export const wsListenerOnHibernatable: Rule = {
  id: "ws-listener-on-hibernatable",
  severity: "error",
  stage: "run",
  summary: "An event listener on a WebSocket that hibernates",
  fix: "none",
  *check(worker) {
    for (const module of modulesOf(worker)) {
      const heard = listeners(module);
      const accepted = heard.length === 0 ? [] : hibernatableAcceptances(module);
      if (accepted.length === 0) continue;
      for (const { at, socket, event } of heard) {
        const found = socketOf(socket);
        const isAccepted = accepted.some((each) => isSameSocket(each.socket, found) && areBothMade(each.node, at));
        const handler = handlerOf.get(event);
        if (handler === undefined || (!isAccepted && found?.kind !== "hibernated")) continue;
        const message = t(
          "This never runs, as `acceptWebSocket` hands the events of the socket to the methods of the class; move it to `{0}`.",
          handler,
        );
        yield { at: placeOf(module, at), message };
      }
    }
  },
};

interface Listener {
  readonly at: ts.Node;
  readonly socket: ts.Expression;
  readonly event: string;
}

/** `ws.addEventListener("message", …)` and `ws.onmessage = …`. */
function listeners(module: SourceModule): readonly Listener[] {
  const { calls, accesses } = indexOf(module);
  const added = (calls.get("addEventListener") ?? []).flatMap((node) => {
    const [event] = node.arguments;
    const access = node.expression;
    if (event === undefined || !isNamedAccess(access)) return [];
    return [{ at: nameNode(access), socket: access.expression, event: stringOf(event) ?? "" }];
  });
  const assigned = [...handlerOf.keys()].flatMap((event) =>
    (accesses.get(`on${event}`) ?? []).flatMap((access) => {
      const { parent } = access;
      const isTarget = ts.isBinaryExpression(parent) && parent.left === access;
      return isTarget ? [{ at: nameNode(access), socket: access.expression, event }] : [];
    }),
  );
  return [...added, ...assigned];
}
