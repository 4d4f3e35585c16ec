import { t } from "@vscode/l10n";
import ts from "typescript";
import { isEnv } from "../source/envUse.ts";
import { accessedName, isNamedAccess } from "../source/moduleIndex.ts";
import { descendants } from "../source/syntax.ts";
import { blockingCalls } from "./shared/bcw.ts";
import { placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const bcwExternalIo: Rule = {
  id: "bcw-external-io",
  severity: "warning",
  stage: "own",
  summary: "`blockConcurrencyWhile` that waits for something outside the object",
  fix: "none",
  onCalls: ["blockConcurrencyWhile"],
  *check(worker) {
    for (const { node, owner } of blockingCalls(worker)) {
      const [callback] = node.arguments;
      if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) continue;
      for (const { call, what } of outsideCalls(callback)) {
        const message = t(
          "The object answers nothing else until `{0}` has answered, and is reset if that takes longer than 30 seconds or a failure is not caught; do this outside of `blockConcurrencyWhile`.",
          what,
        );
        yield { at: placeOf(owner.module, call), message };
      }
    }
  },
};

interface OutsideCall {
  readonly call: ts.CallExpression;
  readonly what: string;
}

/** Awaited calls of `fetch` and of bindings that stand in the function itself. */
function outsideCalls(callback: ts.ArrowFunction | ts.FunctionExpression): readonly OutsideCall[] {
  const found: OutsideCall[] = [];
  for (const each of descendants(callback.body)) {
    const awaited = ts.isAwaitExpression(each) ? each.expression : undefined;
    if (awaited === undefined || !ts.isCallExpression(awaited) || functionAround(each) !== callback) continue;
    const what = outside(awaited.expression);
    if (what !== undefined) found.push({ call: awaited, what });
  }
  return found;
}

function outside(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return callee.text === "fetch" ? "fetch" : undefined;
  for (let each: ts.Expression = callee; ;) {
    if (isNamedAccess(each) && isEnv(each.expression)) return `env.${accessedName(each)}`;
    if (isNamedAccess(each) || ts.isCallExpression(each)) each = each.expression;
    else return undefined;
  }
}

function functionAround(node: ts.Node): ts.Node | undefined {
  let each: ts.Node | undefined = node.parent;
  while (each !== undefined && !ts.isFunctionLike(each)) each = each.parent;
  return each;
}
