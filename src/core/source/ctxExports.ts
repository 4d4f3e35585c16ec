import ts from "typescript";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "./moduleIndex.ts";

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
export function usesAsNamespace(module: SourceModule, className: string): boolean {
  const { accesses } = indexOf(module);
  return (accesses.get(className) ?? []).some((node) => isOfExports(node) && isNamespace(node));
}

function isOfExports({ expression }: NamedAccess): boolean {
  return ts.isIdentifier(expression)
    ? expression.text === "exports"
    : isNamedAccess(expression) && accessedName(expression) === "exports";
}

function isNamespace(node: NamedAccess): boolean {
  const { parent } = node;
  return isNamedAccess(parent) && parent.expression === node && namespaceMethods.has(accessedName(parent));
}
