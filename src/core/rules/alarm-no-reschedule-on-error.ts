import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingMember, enclosingStatement } from "../source/enclosing.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { storageCalls } from "../source/storageCalls.ts";
import { descendants } from "../source/syntax.ts";
import { classesInModules, placeOf, type ClassInModule } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const alarmNoRescheduleOnError: Rule = {
  id: "alarm-no-reschedule-on-error",
  severity: "hint",
  stage: "run",
  summary: "An alarm that sets itself again only if nothing fails before",
  fix: "none",
  onCalls: ["setAlarm"],
  *check(worker) {
    for (const each of classesInModules(worker)) {
      const { module } = each;
      const set = lastSet(each);
      if (set === undefined) continue;
      const message = t(
        "If something above fails, the alarm is tried again six times only, and then never set again; set it first, or in `finally`.",
      );
      yield { at: placeOf(module, nameNode(set)), message };
    }
  },
};

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
