import { t } from "@vscode/l10n";
import ts from "typescript";
import { parameterNames } from "../source/extendEdits.ts";
import type { SourceModule } from "../source/model.ts";
import { descendants } from "../source/syntax.ts";
import { classesInModules, constructorOf, extendsDirectly, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const doSuperArgs: Rule = {
  id: "do-super-args",
  severity: "error",
  stage: "run",
  summary: "`super` called without the state and the environment",
  fix: "edit",
  *check(worker) {
    for (const { declaration, module, name } of classesInModules(worker)) {
      const constructor = extendsDirectly(declaration) ? constructorOf(declaration) : undefined;
      const call = constructor && superCall(constructor.body);
      if (constructor === undefined || call === undefined) continue;
      if (call.arguments.length >= 2 || call.arguments.some((each) => ts.isSpreadElement(each))) continue;
      const message = t(
        "`super` is called with {0} of its 2 arguments, so every object of {1} fails when it is made; hand on the state and the environment.",
        call.arguments.length,
        name,
      );
      yield { at: placeOf(module, call), message, fixes: fix(module, constructor, call) };
    }
  },
};

function superCall(body: ts.Block): ts.CallExpression | undefined {
  for (const node of descendants(body)) {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) return node;
  }
  return undefined;
}

function fix(module: SourceModule, constructor: ts.ConstructorDeclaration, call: ts.CallExpression): readonly Fix[] {
  const names = parameterNames(constructor);
  if (names === undefined) return [];
  const written = call.arguments.map((each) => each.getText(module.ast));
  const newText = `super(${[...written, ...names.all.slice(written.length)].join(", ")})`;
  const edits = [...names.edits, { span: placeOf(module, call).span, newText }];
  return [{ title: t("Change to `{0}`", newText), changes: [{ kind: "text", path: module.path, edits }] }];
}
