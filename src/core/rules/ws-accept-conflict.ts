import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingStatement } from "../source/enclosing.ts";
import type { SourceModule } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { hibernatableAcceptances, isSameSocket, plainAcceptances, type Acceptance } from "../source/sockets.ts";
import { removeStatementEdit } from "../source/wholeLines.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { areBothMade } from "./shared/socketUse.ts";

export const wsAcceptConflict: Rule = {
  id: "ws-accept-conflict",
  severity: "error",
  stage: "run",
  summary: "A WebSocket accepted in both ways",
  fix: "edit",
  onCalls: ["accept"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      const hibernatable = hibernatableAcceptances(module);
      if (hibernatable.length === 0) continue;
      for (const plain of plainAcceptances(module)) {
        const both = hibernatable.find(
          (each) => isSameSocket(each.socket, plain.socket) && areBothMade(each.node, plain.node),
        );
        if (both === undefined) continue;
        const message = t(
          "The socket is accepted by `acceptWebSocket` too, so the later of the two calls fails when it runs; leave `accept` out.",
        );
        yield { at: placeOf(module, nameNode(plain.access)), message, fixes: removeAccept(module, plain) };
      }
    }
  },
};

function removeAccept(module: SourceModule, { node }: Acceptance): readonly Fix[] {
  const statement = enclosingStatement(node);
  if (statement === undefined || !ts.isExpressionStatement(statement) || statement.expression !== node) return [];
  const edits = [removeStatementEdit(module, statement)];
  return [{ title: t("Remove `accept`"), changes: [{ kind: "text", path: module.path, edits }] }];
}
