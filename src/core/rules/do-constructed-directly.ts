import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingClass } from "../source/enclosing.ts";
import { settleExpression } from "../source/link.ts";
import type { ClassDeclaration, SourceModule } from "../source/model.ts";
import { declarationOf } from "../source/localConst.ts";
import { indexOf } from "../source/moduleIndex.ts";
import { ParsedModule } from "../source/parsedModule.ts";
import { isPlainDurableObject, modulesOf, placeOf } from "./shared/code.ts";
import { durableObjectClasses } from "./shared/durableObjectClasses.ts";
import type { Rule } from "./rule.ts";

export const doConstructedDirectly: Rule = {
  id: "do-constructed-directly",
  severity: "error",
  stage: "run",
  summary: "A Durable Object made with `new`",
  fix: "none",
  *check(worker) {
    const classes = durableObjectClasses(worker);
    for (const module of modulesOf(worker)) {
      const { creations } = indexOf(module);
      for (const { declaration } of classes) {
        for (const node of creations.get(declaration.name ?? "") ?? []) {
          if (!isPlainDurableObject(declaration) || !isOf(module, node, declaration)) continue;
          const message = t(
            "A Durable Object cannot be made with `new`, so this fails when it runs; ask its namespace for a stub, as in `env.BINDING.getByName(…)`.",
          );
          yield { at: placeOf(module, node), message };
        }
      }
    }
  },
};

/** Whether `new X(…)` makes an object of the class; a class that hands its own state and environment on is left alone. */
function isOf(
  module: SourceModule,
  { expression, arguments: given }: ts.NewExpression,
  { node }: ClassDeclaration,
): boolean {
  if (!ts.isIdentifier(expression) || !(module instanceof ParsedModule)) return false;
  if ((given?.length ?? 0) >= 2 || enclosingClass(expression)?.name?.text === expression.text) return false;
  const local = declarationOf(expression);
  if (local === node) return true;
  if (local === undefined || !(ts.isImportSpecifier(local) || ts.isImportClause(local))) return false;
  const settled = settleExpression(module, expression, "follow");
  return settled?.kind === "local" && settled.local.kind === "class" && settled.local.node === node;
}
