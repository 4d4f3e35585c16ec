import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction, enclosingStatement, nodesIn } from "../source/enclosing.ts";
import { indentAt } from "../source/extendEdits.ts";
import { numberOf } from "../source/literals.ts";
import type { SourceModule } from "../source/model.ts";
import { indexOf } from "../source/moduleIndex.ts";
import { movedBody, usesLocals } from "../source/moveBody.ts";
import { lineEndingOf, type TextEdit } from "../text/edits.ts";
import { isPlainDurableObject, placeOf, textOf, type ClassInModule } from "./shared/code.ts";
import { addHandler, concreteClasses, lacksHandler, type ConcreteClass } from "./shared/handlers.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { hibernates } from "./shared/socketUse.ts";

/** An idle object hibernates after ten seconds, so that shorter timers put it off a little only. */
const idle = 10_000;

export const timerBlocksHibernation: Rule = {
  id: "timer-blocks-hibernation",
  severity: "warning",
  stage: "run",
  summary: "A timer that keeps an object from hibernating",
  fix: "choice",
  onCalls: ["setInterval", "setTimeout"],
  *check(worker) {
    for (const found of concreteClasses(worker)) {
      if (!hibernates(found)) continue;
      for (const each of found.line) yield* intervals(each, found);
    }
  },
};

function* intervals(each: ClassInModule, found: ConcreteClass): Generator<Finding> {
  const { module, declaration } = each;
  const { calls } = indexOf(module);
  const own = (name: string) =>
    nodesIn(calls.get(name), declaration.node).filter((node) => ts.isIdentifier(node.expression));
  for (const node of own("setInterval")) {
    const message = t(
      "While the interval runs the object cannot hibernate and is billed all the time; use an alarm that sets itself again.",
    );
    const fixes = each.declaration === found.declaration ? alarmFix(found, node) : [];
    yield { at: placeOf(module, node.expression), message, fixes };
  }
  for (const node of own("setTimeout")) {
    const [, delay] = node.arguments;
    const value = delay && numberOf(delay);
    if (value === undefined || value <= idle) continue;
    const message = t("The object cannot hibernate until the timer has run; use an alarm for waits as long as this.");
    yield { at: placeOf(module, node.expression), message, severity: "hint" };
  }
}

/** Only where the class has no alarm yet, sets one interval for ever, and its function needs nothing from around it. */
function alarmFix(found: ConcreteClass, node: ts.CallExpression): readonly Fix[] {
  const { declaration, module } = found;
  const [callback, delay] = node.arguments;
  const statement = enclosingStatement(node);
  const isFree = isPlainDurableObject(declaration) && lacksHandler(found, "alarm");
  const isOnly = nodesIn(indexOf(module).calls.get("setInterval"), declaration.node).length === 1;
  if (!isFree || !isOnly || statement === undefined || !ts.isExpressionStatement(statement)) return [];
  if (statement.expression !== node || callback === undefined || delay === undefined || usesLocals(delay)) return [];
  if (!ts.isArrowFunction(callback) || callback.parameters.length > 0) return [];
  const body = movedBody(module, callback);
  if (body === undefined) return [];
  const set = `await this.ctx.storage.setAlarm(Date.now() + ${textOf(module, delay)});`;
  const [added] = addHandler(found, "alarm", [set, ...body]).changes;
  if (added?.kind !== "text") return [];
  const edits = [setOnce(module, statement, set), ...added.edits];
  return [{ title: t("Use an alarm"), changes: [{ ...added, edits }] }];
}

/** What is set may be set already, from before the object last left memory. */
function setOnce(module: SourceModule, statement: ts.Statement, set: string): TextEdit {
  const { ast, text } = module;
  const indent = indentAt(text, statement.getStart(ast));
  const step = indent.startsWith("\t") ? "\t" : "  ";
  const once = ["if ((await this.ctx.storage.getAlarm()) === null) {", step + set, "}"];
  const isAsync = enclosingFunction(statement)?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const whole = isAsync
    ? once
    : ["this.ctx.blockConcurrencyWhile(async () => {", ...once.map((line) => step + line), "});"];
  return { span: placeOf(module, statement).span, newText: whole.join(lineEndingOf(text) + indent) };
}
