import { t } from "@vscode/l10n";
import { behaviours, hasBehaviour } from "../config/compatibility.ts";
import { enclosingMember } from "../source/enclosing.ts";
import { indentAt } from "../source/extendEdits.ts";
import type { SourceModule } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { storageCalls, type StorageCall } from "../source/storageCalls.ts";
import { insertAt, lineEndingOf } from "../text/edits.ts";
import { inSameFunction, statementOf } from "./shared/alarmUse.ts";
import { modulesOf, placeOf, textOf } from "./shared/code.ts";
import { lacksBehaviour, raiseDate } from "./shared/raiseDate.ts";
import type { Fix, Rule } from "./rule.ts";

export const deleteallAlarmSurvives: Rule = {
  id: "deleteall-alarm-survives",
  severity: "warning",
  stage: "run",
  summary: "`deleteAll` that leaves the alarm",
  fix: "edit",
  onCalls: ["deleteAll"],
  *check(worker) {
    const { entry } = worker;
    if (hasBehaviour(worker.environment, "deleteAllDeletesAlarm") !== false) return;
    for (const module of modulesOf(worker)) {
      const calls = storageCalls(module);
      for (const call of calls) {
        if (call.method !== "deleteAll" || call.of !== "storage" || isInAlarm(call)) continue;
        const setsAlarm = calls.some((each) => each.method === "setAlarm" && each.inClass === call.inClass);
        if (!setsAlarm || inSameFunction(calls, call, "deleteAlarm").length > 0) continue;
        if (entry.kind !== "module" || !lacksBehaviour(worker, entry, "deleteAllDeletesAlarm")) return;
        const { since } = behaviours.deleteAllDeletesAlarm;
        const message = t(
          "Before the compatibility date {0} `deleteAll` leaves the alarm, which will still run and may write data again; delete the alarm too, or use that date or a later one.",
          since,
        );
        const fixes = [...deleteAlarmFix(module, call), ...raiseDate(worker, since)];
        yield { at: placeOf(module, nameNode(call.access)), message, fixes };
      }
    }
  },
};

/** While the handler runs no alarm is set any more. */
function isInAlarm({ node }: StorageCall): boolean {
  return enclosingMember(node)?.name?.getText() === "alarm";
}

function deleteAlarmFix(module: SourceModule, call: StorageCall): readonly Fix[] {
  const statement = statementOf(call);
  if (statement === undefined) return [];
  const { ast, text } = module;
  const start = statement.getStart(ast);
  const before = text.slice(start, call.node.getStart(ast));
  const line = `${before}${textOf(module, call.access.expression)}.deleteAlarm();`;
  const edits = [insertAt(start, line + lineEndingOf(text) + indentAt(text, start))];
  return [{ title: t("Delete the alarm too"), changes: [{ kind: "text", path: module.path, edits }] }];
}
