import { t } from "@vscode/l10n";
import ts from "typescript";
import { inheritedMember } from "../source/classes.ts";
import { declarationOf } from "../source/localConst.ts";
import { movedBody } from "../source/moveBody.ts";
import { isSameSocket, socketOf } from "../source/sockets.ts";
import { descendants } from "../source/syntax.ts";
import { removeStatementEdit } from "../source/wholeLines.ts";
import {
  classesInModules,
  isPlainDurableObject,
  modulesOf,
  ownerOf,
  placeOf,
  type ClassInModule,
} from "./shared/code.ts";
import { addHandler } from "./shared/handlers.ts";
import { lostListeners, parameterFor, type LostListener } from "./shared/lostListeners.ts";
import type { Fix, Rule } from "./rule.ts";

export const wsListenerOnHibernatable: Rule = {
  id: "ws-listener-on-hibernatable",
  severity: "error",
  stage: "run",
  summary: "An event listener on a WebSocket that hibernates",
  fix: "choice",
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const lost of lostListeners(module)) {
        const message = t(
          "This never runs, as `acceptWebSocket` hands the events of the socket to the methods of the class; move it to `{0}`.",
          lost.handler,
        );
        const owner = ownerOf(classesInModules(worker), lost.at);
        yield { at: placeOf(module, lost.at), message, fixes: owner === undefined ? [] : moveFix(owner, lost) };
      }
    }
  },
};

/** Only where the class has no such method yet and the listener needs nothing of the function around it but the socket. */
function moveFix(owner: ClassInModule, { handler, listener, socket, statement }: LostListener): readonly Fix[] {
  const { declaration, module } = owner;
  const isFree = isPlainDurableObject(declaration) && inheritedMember(declaration, handler) === undefined;
  if (!isFree || statement === undefined || !ts.isArrowFunction(listener)) return [];
  const replaced = new Map<ts.Node, string>();
  const own = socketOf(socket);
  const [event] = listener.parameters;
  for (const node of descendants(listener.body)) {
    if (!ts.isIdentifier(node)) continue;
    const parameter = parameterFor(handler, node.parent);
    if (event !== undefined && declarationOf(node) === event && parameter !== undefined)
      replaced.set(node.parent, parameter);
    else if (isSameSocket(socketOf(node), own)) replaced.set(node, "ws");
  }
  const body = movedBody(module, listener, replaced);
  if (body === undefined || usesParameters(listener, replaced)) return [];
  const added = addHandler(owner, handler, body);
  const removal = removeStatementEdit(module, statement);
  const title = t("Move it to `{0}`", handler);
  const [change] = added.changes;
  if (change?.kind !== "text") return [];
  return [{ title, changes: [{ ...change, edits: [removal, ...change.edits] }] }];
}

/** Whether anything of a listener's event is used that the method does not get. */
function usesParameters({ parameters, body }: ts.ArrowFunction, replaced: ReadonlyMap<ts.Node, string>): boolean {
  if (parameters.length > 1 || parameters.some(({ name }) => !ts.isIdentifier(name))) return true;
  const [event] = parameters;
  if (event === undefined) return false;
  for (const node of descendants(body)) {
    if (ts.isIdentifier(node) && !replaced.has(node.parent) && declarationOf(node) === event) return true;
  }
  return false;
}
