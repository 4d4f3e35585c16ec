import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction, enclosingMember, enclosingStatement } from "../source/enclosing.ts";
import { indentAt } from "../source/extendEdits.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { isState, storageCalls, type StorageCall } from "../source/storageCalls.ts";
import { lineEndingOf } from "../text/edits.ts";
import { classesInModules, placeOf, textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const alarmInConstructor: Rule = {
  id: "alarm-in-constructor",
  severity: "warning",
  stage: "run",
  summary: "`setAlarm` in a constructor without looking whether an alarm is set",
  fix: "choice",
  onCalls: ["setAlarm"],
  *check(worker) {
    for (const { declaration, module } of classesInModules(worker)) {
      const calls = storageCalls(module).filter((each) => each.inClass === declaration.node && isInConstructor(each));
      if (calls.some(({ method }) => method === "getAlarm")) continue;
      for (const call of calls) {
        if (call.method !== "setAlarm" || !isUnconditional(call)) continue;
        const message = t(
          "The constructor runs each time the object wakes, so this moves an alarm that is already set; set it only if `getAlarm` gives null.",
        );
        yield { at: placeOf(module, nameNode(call.access)), message, fixes: guardFix(module, call) };
      }
    }
  },
};

function isInConstructor({ node }: StorageCall): boolean {
  const member = enclosingMember(node);
  return member !== undefined && ts.isConstructorDeclaration(member);
}

/** Whether nothing but the constructor, or the callback of `blockConcurrencyWhile` in it, stands around the call. */
function isUnconditional({ node }: StorageCall): boolean {
  for (let each: ts.Node = node; !ts.isConstructorDeclaration(each); each = each.parent) {
    const { parent } = each;
    if (ts.isFunctionLike(parent) && !ts.isConstructorDeclaration(parent) && !isBlocking(parent)) return false;
    if (ts.isBlock(parent)) {
      if (returnsBefore(parent, each)) return false;
      continue;
    }
    if (ts.isConditionalExpression(parent) || ts.isBinaryExpression(parent)) return false;
    if (ts.isStatement(parent) && !ts.isExpressionStatement(parent) && !ts.isReturnStatement(parent)) return false;
  }
  return true;
}

/** `if (await storage.get("done")) return;` */
function returnsBefore({ statements }: ts.Block, node: ts.Node): boolean {
  return statements.some((each) => each.pos < node.pos && ts.isIfStatement(each));
}

/** The callback of `ctx.blockConcurrencyWhile(…)`. */
function isBlocking(node: ts.Node): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || !isNamedAccess(call.expression)) return false;
  return accessedName(call.expression) === "blockConcurrencyWhile" && isState(call.expression.expression);
}

function guardFix(module: SourceModule, { node, access }: StorageCall): readonly Fix[] {
  const statement = enclosingStatement(node);
  if (statement === undefined || !ts.isExpressionStatement(statement)) return [];
  const { ast, text } = module;
  const start = statement.getStart(ast);
  const indent = indentAt(text, start);
  const step = indent.startsWith("\t") ? "\t" : "  ";
  const storage = textOf(module, access.expression);
  const [newLine, condition] = [lineEndingOf(text), `if ((await ${storage}.getAlarm()) === null) {`];
  const set = `await ${textOf(module, node)};`;
  const isAsync = enclosingFunction(node)?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  const state = stateOf(access.expression);
  if (!isAsync && state === undefined) return [];
  const lines = isAsync
    ? [condition, step + set, "}"]
    : [
        `${state === undefined ? "" : textOf(module, state)}.blockConcurrencyWhile(async () => {`,
        step + condition,
        step + step + set,
        `${step}}`,
        "});",
      ];
  const edits = [{ span: placeOf(module, statement).span, newText: lines.join(newLine + indent) }];
  return [{ title: t("Set it only if no alarm is set"), changes: [{ kind: "text", path: module.path, edits }] }];
}

/** `this.ctx` of `this.ctx.storage`. */
function stateOf(storage: ts.Expression): ts.Expression | undefined {
  return isNamedAccess(storage) && isState(storage.expression) ? storage.expression : undefined;
}
