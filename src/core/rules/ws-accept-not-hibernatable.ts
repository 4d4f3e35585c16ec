import { t } from "@vscode/l10n";
import ts from "typescript";
import { inheritedMember } from "../source/classes.ts";
import { enclosingFunction } from "../source/enclosing.ts";
import { handedAcceptances, parameterOf, type HandedAcceptance } from "../source/handedSockets.ts";
import { indexOf, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { runsBefore } from "../source/order.ts";
import {
  hibernatableAcceptances,
  isSameSocket,
  plainAcceptances,
  socketOf,
  type Acceptance,
} from "../source/sockets.ts";
import { descendants } from "../source/syntax.ts";
import { classesInModules, isPlainDurableObject, placeOf, textOf, type ClassInModule } from "./shared/code.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const wsAcceptNotHibernatable: Rule = {
  id: "ws-accept-not-hibernatable",
  severity: "warning",
  stage: "run",
  summary: "A WebSocket that keeps its object from hibernating",
  fix: "choice",
  onCalls: ["accept"],
  *check(worker) {
    for (const each of classesInModules(worker)) {
      const { module, declaration } = each;
      for (const accepted of plainAcceptances(module)) {
        if (accepted.inClass !== declaration.node || !isHandedOut(accepted)) continue;
        if (isAlsoHibernatable(each, accepted) || isClosedAtOnce(each, accepted)) continue;
        yield finding(each, accepted, hibernateFix(each, accepted));
      }
      for (const accepted of handedAcceptances(module)) {
        if (accepted.inClass !== declaration.node || !accepted.handed.every(isHandedOut)) continue;
        if (!knowsAnotherWay(each, accepted)) yield finding(each, accepted, []);
      }
    }
  },
};

function finding({ module }: ClassInModule, { access }: Pick<Acceptance, "access">, fixes: readonly Fix[]): Finding {
  const message = t(
    "While a socket taken by `accept` is open the object cannot hibernate and is billed all the time; use `acceptWebSocket` and the method `webSocketMessage`.",
  );
  return { at: placeOf(module, nameNode(access)), message, fixes };
}

/** Whether the other member of a pair is returned to a client, in the function that accepts this one or hands it on. */
function isHandedOut({ node, socket }: Pick<Acceptance, "node" | "socket">): boolean {
  const around = enclosingFunction(node)?.body;
  if (around === undefined) return false;
  for (const each of descendants(around)) {
    const isProperty = ts.isPropertyAssignment(each) || ts.isShorthandPropertyAssignment(each);
    if (!isProperty || each.name.getText() !== "webSocket") continue;
    const value = ts.isPropertyAssignment(each) ? each.initializer : each.name;
    if (socketOf(value)?.origin === socket?.origin) return true;
  }
  return false;
}

/** Where the code chooses between both ways, or does both (which is another rule's), it knows of hibernation. */
function isAlsoHibernatable({ module }: ClassInModule, { socket }: Acceptance): boolean {
  return hibernatableAcceptances(module).some((each) => isSameSocket(each.socket, socket));
}

/** The same for a socket that a method is handed: where it is taken to hibernate as well, or closed at once. */
function knowsAnotherWay({ module }: ClassInModule, { node, parameter, handed }: HandedAcceptance): boolean {
  const isHibernatable = hibernatableAcceptances(module).some(
    ({ written, socket }) =>
      parameterOf(written) === parameter || handed.some((each) => isSameSocket(each.socket, socket)),
  );
  const isClosed = (indexOf(module).calls.get("close") ?? []).some(
    (each) =>
      isNamedAccess(each.expression) &&
      parameterOf(each.expression.expression) === parameter &&
      enclosingFunction(each) === enclosingFunction(node),
  );
  return isHibernatable || isClosed;
}

/** `accept(); send(error); close()` tells a client why it is refused. */
function isClosedAtOnce({ module }: ClassInModule, { node, socket }: Acceptance): boolean {
  return (indexOf(module).calls.get("close") ?? []).some(
    (each) =>
      isNamedAccess(each.expression) &&
      isSameSocket(socketOf(each.expression.expression), socket) &&
      runsBefore(node, each) &&
      enclosingFunction(each) === enclosingFunction(node),
  );
}

/** Only where the class handles messages already and no listener would be lost. */
function hibernateFix({ module, declaration }: ClassInModule, { node, written, socket }: Acceptance): readonly Fix[] {
  const hasHandler = inheritedMember(declaration, "webSocketMessage") !== undefined;
  if (!hasHandler || !isPlainDurableObject(declaration)) return [];
  const listens = (indexOf(module).calls.get("addEventListener") ?? []).some(
    ({ expression }) => isNamedAccess(expression) && isSameSocket(socketOf(expression.expression), socket),
  );
  if (listens) return [];
  const newText = `this.ctx.acceptWebSocket(${textOf(module, written)})`;
  const edits = [{ span: placeOf(module, node).span, newText }];
  return [{ title: t("Use `acceptWebSocket`"), changes: [{ kind: "text", path: module.path, edits }] }];
}
