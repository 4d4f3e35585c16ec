import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingMember, enclosingStatement } from "../source/enclosing.ts";
import { indentAt } from "../source/extendEdits.ts";
import type { SourceModule } from "../source/model.ts";
import { nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { usesLocals } from "../source/moveBody.ts";
import { storageCalls } from "../source/storageCalls.ts";
import { descendants } from "../source/syntax.ts";
import { removeStatementEdit } from "../source/wholeLines.ts";
import { insertAt, lineEndingOf } from "../text/edits.ts";
import { classesInModules, placeOf, textOf, type ClassInModule } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const alarmNoRescheduleOnError: Rule = {
  id: "alarm-no-reschedule-on-error",
  severity: "hint",
  stage: "run",
  summary: "An alarm that sets itself again only if nothing fails before",
  fix: "choice",
  onCalls: ["setAlarm"],
  *check(worker) {
    for (const each of classesInModules(worker)) {
      const { module } = each;
      const set = lastSet(each);
      if (set === undefined) continue;
      const message = t(
        "If something above fails, the alarm is tried again six times only, and then never set again; set it first, or in `finally`.",
      );
      yield { at: placeOf(module, nameNode(set)), message, fixes: firstFix(module, set) };
    }
  },
};

/** Puts the statement before all others of `alarm`, where it needs nothing that they make. */
function firstFix(module: SourceModule, set: NamedAccess): readonly Fix[] {
  const statement = enclosingStatement(set);
  const body = statement?.parent;
  if (statement === undefined || body === undefined || !ts.isBlock(body)) return [];
  const [first] = body.statements;
  const isOfAlarm = ts.isMethodDeclaration(body.parent);
  if (first === undefined || !isOfAlarm || usesLocals(statement, undefined, ts.isParameter)) return [];
  const start = first.getStart(module.ast);
  const line = textOf(module, statement) + lineEndingOf(module.text) + indentAt(module.text, start);
  const edits = [insertAt(start, line), removeStatementEdit(module, statement)];
  return [{ title: t("Set it first"), changes: [{ kind: "text", path: module.path, edits }] }];
}

/** The `setAlarm` at the end of `alarm`, behind an `await` and with no `try` anywhere. */
function lastSet({ module, declaration }: ClassInModule) {
  const calls = storageCalls(module).filter(
    ({ method, node }) => method === "setAlarm" && isInAlarm(node, declaration),
  );
  const [only] = calls;
  const member = only && enclosingMember(only.node);
  if (only === undefined || member === undefined || calls.length > 1) return undefined;
  if (isFollowedByReturn(only.node)) return undefined;
  let hasAwaited = false;
  for (const node of descendants(member)) {
    if (ts.isTryStatement(node)) return undefined;
    if (ts.isAwaitExpression(node) && node.end < only.node.pos) hasAwaited = true;
  }
  return hasAwaited ? only.access : undefined;
}

function isInAlarm(node: ts.Node, { node: owner }: ClassInModule["declaration"]): boolean {
  const member = enclosingMember(node);
  return member?.parent === owner && member.name?.getText() === "alarm";
}

/** `setAlarm(…); return;` is one way out among others. */
function isFollowedByReturn(node: ts.Node): boolean {
  const statement = enclosingStatement(node);
  if (statement === undefined || !ts.isBlock(statement.parent)) return false;
  const { statements } = statement.parent;
  const next = statements[statements.indexOf(statement) + 1];
  return next !== undefined && ts.isReturnStatement(next);
}
