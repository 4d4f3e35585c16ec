import { t } from "@vscode/l10n";
import ts from "typescript";
import { isText, numberOf } from "../source/literals.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { innermost } from "../source/syntax.ts";
import { alarmCalls, type AlarmCall } from "./shared/alarmTime.ts";
import { placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const alarmTimeInvalid: Rule = {
  id: "alarm-time-invalid",
  severity: "error",
  stage: "run",
  summary: "`setAlarm` with what is no time",
  fix: "none",
  onCalls: ["setAlarm"],
  *check(worker) {
    for (const call of alarmCalls(worker)) {
      const message = faultOf(call);
      if (message !== undefined) yield { at: placeOf(call.module, call.time ?? nameNode(call.access)), message };
    }
  },
};

function faultOf({ time }: AlarmCall): string | undefined {
  const value = time && innermost(time);
  if (value === undefined || isNamed(value, "undefined")) {
    return t("`setAlarm` without a time fails when it runs; give it a Date, or milliseconds since 1970.");
  }
  if (isText(value)) {
    return t("`setAlarm` fails when it gets a string; give it a Date, or milliseconds since 1970.");
  }
  if (isNamed(value, "NaN")) return t("`setAlarm` fails when it gets NaN; give it a Date, or milliseconds since 1970.");
  const number = numberOf(value);
  if (number === undefined || number > 0) return undefined;
  return t(
    "`setAlarm` fails with “setAlarm() cannot be called with an alarm time <= 0”; give it milliseconds since 1970, such as `Date.now()` for at once.",
  );
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
