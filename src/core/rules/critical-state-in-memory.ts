import { t } from "@vscode/l10n";
import ts from "typescript";
import { calledFromConstructor } from "../source/calledFromConstructor.ts";
import { accessedName, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { descendants } from "../source/syntax.ts";
import { classesInModules, extendsDirectly, placeOf, textOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const criticalStateInMemory: Rule = {
  id: "critical-state-in-memory",
  severity: "hint",
  stage: "own",
  summary: "A counter that is kept in memory only",
  fix: "none",
  *check(worker) {
    for (const { declaration, module } of classesInModules(worker)) {
      const { node } = declaration;
      if (!extendsDirectly(declaration) || /\b(storage|sql)\b/.test(textOf(module, node))) continue;
      const told = new Set<string>();
      for (const member of node.members) {
        const name = member.name?.getText(module.ast);
        if (!ts.isMethodDeclaration(member) || member.body === undefined || name === undefined) continue;
        if (calledFromConstructor(node).has(name)) continue;
        for (const field of countedFields(member.body)) {
          if (told.has(accessedName(field))) continue;
          told.add(accessedName(field));
          const message = t(
            "`this.{0}` is lost whenever the object leaves memory, and the class stores nothing; write it to storage if it matters.",
            accessedName(field),
          );
          yield { at: placeOf(module, nameNode(field)), message };
        }
      }
    }
  },
};

/** `this.count++`, `this.count += 1`. */
function countedFields(body: ts.Block): readonly NamedAccess[] {
  const found: NamedAccess[] = [];
  for (const node of descendants(body)) {
    const target = countedIn(node);
    const isField = target && isNamedAccess(target) && target.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isField === true) found.push(target);
  }
  return found;
}

function countedIn(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) {
    return node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken ? node.left : undefined;
  }
  const isStep = ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node);
  return isStep && node.operator === ts.SyntaxKind.PlusPlusToken ? node.operand : undefined;
}
