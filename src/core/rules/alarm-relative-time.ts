import { t } from "@vscode/l10n";
import ts from "typescript";
import { numberOf } from "../source/literals.ts";
import { innermost } from "../source/syntax.ts";
import { alarmCalls, type AlarmCall } from "./shared/alarmTime.ts";
import { placeOf, textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

/** September 2001 in milliseconds: smaller numbers are durations, not times. */
const earliest = 1e12;

/** Nobody waits for less: `setAlarm(1)` is meant to run at once. In milliseconds. */
const shortest = 1000;

export const alarmRelativeTime: Rule = {
  id: "alarm-relative-time",
  severity: "warning",
  stage: "run",
  summary: "`setAlarm` with a duration in place of a time",
  fix: "edit",
  onCalls: ["setAlarm"],
  *check(worker) {
    for (const call of alarmCalls(worker)) {
      const { module, time } = call;
      const value = time && numberOf(time);
      if (time === undefined || value === undefined || value <= 0 || value >= earliest) continue;
      const message = t(
        "`setAlarm` takes milliseconds since 1970, so this time is long past and the alarm runs at once; add `Date.now()`.",
      );
      const severity = value < shortest ? ({ severity: "hint" } as const) : {};
      yield { at: placeOf(module, time), message, ...severity, fixes: [addNow(call, time)] };
    }
  },
};

function addNow({ module }: AlarmCall, time: ts.Expression): Fix {
  const written = textOf(module, time);
  const isSimple = !ts.isBinaryExpression(innermost(time)) || bindsTighter(innermost(time));
  const newText = `Date.now() + ${isSimple ? written : `(${written})`}`;
  const edits = [{ span: placeOf(module, time).span, newText }];
  return { title: t("Count from now: `{0}`", newText), changes: [{ kind: "text", path: module.path, edits }] };
}

function bindsTighter(node: ts.Expression): boolean {
  if (!ts.isBinaryExpression(node)) return true;
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.AsteriskToken ||
    kind === ts.SyntaxKind.SlashToken ||
    kind === ts.SyntaxKind.AsteriskAsteriskToken ||
    kind === ts.SyntaxKind.PlusToken
  );
}
