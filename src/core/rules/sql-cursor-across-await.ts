import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import { declarationOf } from "../source/localConst.ts";
import type { SourceModule } from "../source/model.ts";
import { sqlCalls } from "../source/sqlCalls.ts";
import { descendants } from "../source/syntax.ts";
import { insertAt } from "../text/edits.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const sqlCursorAcrossAwait: Rule = {
  id: "sql-cursor-across-await",
  severity: "warning",
  stage: "own",
  summary: "The rows of a query read after an `await`",
  fix: "edit",
  onCalls: ["exec"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { node } of sqlCalls(module)) {
        const use = lateUse(module, node);
        if (use === undefined) continue;
        const message = t(
          "The rows are read after an `await`, when other requests may have changed the tables meanwhile; read all of them first with `toArray()`.",
        );
        const edits = [insertAt(node.end, ".toArray()")];
        const title = t("Read all rows first");
        yield {
          at: placeOf(module, use),
          message,
          fixes: [{ title, changes: [{ kind: "text", path: module.path, edits }] }],
        };
      }
    }
  },
};

/** The loop over a cursor in which something is awaited, directly or through a constant. */
function lateUse(module: SourceModule, node: ts.CallExpression): ts.Node | undefined {
  if (ts.isForOfStatement(node.parent)) return awaitsIn(node.parent) ? node : undefined;
  const variable = node.parent;
  if (!ts.isVariableDeclaration(variable) || !ts.isIdentifier(variable.name)) return undefined;
  const { text } = variable.name;
  const around = enclosingFunction(node);
  if (around?.body === undefined) return undefined;
  const uses = [...descendants(around.body)].filter(
    (each): each is ts.Identifier => ts.isIdentifier(each) && each.text === text && each !== variable.name,
  );
  // Any other use (`toArray()` between, handed on) leaves too much open.
  const [use, ...others] = uses;
  if (use === undefined || others.length > 0 || declarationOf(use) !== variable) return undefined;
  const loop = use.parent;
  if (!ts.isForOfStatement(loop) || loop.expression !== use || enclosingFunction(loop) !== around) return undefined;
  const isLate = awaitsBetween({ module, around }, variable.end, use.getStart(module.ast)) || awaitsIn(loop);
  return isLate ? use : undefined;
}

function awaitsIn({ statement }: ts.ForOfStatement): boolean {
  for (const each of descendants(statement)) {
    if (ts.isAwaitExpression(each) && isDirectlyIn(each, statement)) return true;
  }
  return false;
}

interface Around {
  readonly module: SourceModule;
  readonly around: ts.FunctionLikeDeclaration;
}

function awaitsBetween({ module, around }: Around, start: number, end: number): boolean {
  for (const each of descendants(around)) {
    const isBetween = ts.isAwaitExpression(each) && each.getStart(module.ast) >= start && each.end <= end;
    if (isBetween && enclosingFunction(each) === around) return true;
  }
  return false;
}

/** Not in a function of its own, and not on a way that leaves the loop at once. */
function isDirectlyIn(node: ts.Node, statement: ts.Statement): boolean {
  for (let each: ts.Node = node; each !== statement; each = each.parent) {
    if (ts.isFunctionLike(each) || ts.isReturnStatement(each) || ts.isThrowStatement(each)) return false;
  }
  return true;
}
