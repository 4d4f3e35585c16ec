import { t } from "@vscode/l10n";
import ts from "typescript";
import { superCallEdits } from "../source/extendEdits.ts";
import type { SourceModule } from "../source/model.ts";
import { descendants } from "../source/syntax.ts";
import { classesInModules, constructorOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const doMissingSuper: Rule = {
  id: "do-missing-super",
  severity: "error",
  stage: "run",
  summary: "A constructor of a class that extends another and never calls `super`",
  fix: "edit",
  *check(worker) {
    for (const { declaration, module, name } of classesInModules(worker)) {
      const constructor = constructorOf(declaration);
      if (declaration.superclass === undefined || constructor === undefined || callsSuper(constructor.body)) continue;
      const message = t(
        "The constructor of {0} never calls `super`, so every object of the class fails when it is made; call `super(ctx, env)` first.",
        name,
      );
      const at = declaration.members.find((each) => each.kind === "constructor")?.nameSpan ?? declaration.nameSpan;
      yield { at: { path: module.path, span: at }, message, fixes: fix(module, constructor) };
    }
  },
};

/** A constructor may also return another object. */
function callsSuper(body: ts.Block): boolean {
  for (const node of descendants(body)) {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) return true;
    if (ts.isReturnStatement(node) && node.expression !== undefined) return true;
  }
  return false;
}

function fix(module: SourceModule, constructor: ts.ConstructorDeclaration): readonly Fix[] {
  const edits = superCallEdits(module, constructor);
  if (edits === undefined) return [];
  return [{ title: t("Call `super` first"), changes: [{ kind: "text", path: module.path, edits }] }];
}
