import { t } from "@vscode/l10n";
import ts from "typescript";
import { hasBehaviour } from "../config/compatibility.ts";
import type { SourceModule } from "../source/model.ts";
import { storageCalls } from "../source/storageCalls.ts";
import type { Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { statementOf } from "./shared/alarmUse.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const deletealarmRedundant: Rule = {
  id: "deletealarm-redundant",
  severity: "hint",
  stage: "own",
  summary: "`deleteAlarm` beside a `deleteAll` that deletes the alarm itself",
  fix: "edit",
  onCalls: ["deleteAlarm"],
  *check(worker) {
    if (hasBehaviour(worker.environment, "deleteAllDeletesAlarm") !== true) return;
    for (const module of modulesOf(worker)) {
      const calls = storageCalls(module);
      for (const call of calls) {
        const statement = call.method === "deleteAlarm" ? statementOf(call) : undefined;
        if (statement === undefined || !ts.isBlock(statement.parent)) continue;
        const { statements } = statement.parent;
        const index = statements.indexOf(statement);
        const isBeside = calls.some((each) => {
          const other = each.method === "deleteAll" ? statementOf(each) : undefined;
          return other !== undefined && (other === statements[index + 1] || other === statements[index - 1]);
        });
        if (!isBeside || !always(worker)) continue;
        const message = t("`deleteAll` deletes the alarm too, so this call does nothing more.");
        const edits = [{ span: lineOf(module, statement), newText: "" }];
        const title = t("Remove the call");
        yield {
          at: placeOf(module, statement),
          message,
          tag: "unnecessary",
          fixes: [{ title, changes: [{ kind: "text", path: module.path, edits }] }],
        };
      }
    }
  },
};

/** In every environment and configuration that runs the code. */
function always({ entry, others }: Worker): boolean {
  if (entry.kind !== "module") return false;
  return others.sharing(entry.path).every((each) => hasBehaviour(each, "deleteAllDeletesAlarm") === true);
}

/** The statement with its line, where it stands alone on it. */
function lineOf({ ast, text }: SourceModule, node: ts.Node): Span {
  const start = node.getStart(ast);
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", node.end);
  const isAlone = text.slice(from, start).trim() === "" && to >= 0 && text.slice(node.end, to).trim() === "";
  return isAlone ? { start: from, end: to + 1 } : { start, end: node.end };
}
