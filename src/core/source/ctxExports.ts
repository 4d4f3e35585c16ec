import ts from "typescript";
import type { SourceModule } from "./model.ts";
import { descendants } from "./syntax.ts";

const namespaceMethods: ReadonlySet<string> = new Set([
  "get",
  "getByName",
  "idFromName",
  "idFromString",
  "newUniqueId",
  "jurisdiction",
]);

/**
 * Whether a module uses a class as a Durable Object namespace through `ctx.exports` (or `exports` of
 * `cloudflare:workers`): `ctx.exports.Room.getByName(…)`. The class alone (`ctx.exports.Room`) may be meant for a facet.
 */
export function usesAsNamespace({ ast, text }: SourceModule, className: string): boolean {
  if (!text.includes("exports") || !text.includes(className)) return false;
  for (const node of descendants(ast)) {
    if (!ts.isPropertyAccessExpression(node) || !namespaceMethods.has(node.name.text)) continue;
    const { expression } = node;
    if (
      ts.isPropertyAccessExpression(expression) &&
      expression.name.text === className &&
      isExports(expression.expression)
    ) {
      return true;
    }
  }
  return false;
}

function isExports(node: ts.Expression): boolean {
  return ts.isIdentifier(node)
    ? node.text === "exports"
    : ts.isPropertyAccessExpression(node) && node.name.text === "exports";
}
