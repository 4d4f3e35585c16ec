import ts from "typescript";
import type { Bindings, ExportTarget } from "./bindings.ts";
import type { ModuleEntry } from "./model.ts";
import type { ParsedModule } from "./parsedModule.ts";
import { descendants } from "./syntax.ts";

/**
 * The format that wrangler guesses from the entry alone (`guessWorkerFormat` of 4.164): without exports, or with a
 * listener of events and no default export, it is a service worker. `export *` is not counted, as esbuild does not list it.
 */
export function guessFormat({ ast, bindings }: ParsedModule): ModuleEntry["format"] {
  const names = [...bindings.exports.values()].filter(({ target }) => !isErased(target, bindings));
  if (names.length === 0) return "service-worker";
  if (names.some(({ name }) => name === "default")) return "modules";
  return usesListener(ast) ? "service-worker" : "modules";
}

/** esbuild leaves out what exists for the type checker only, as far as the entry alone tells. */
function isErased(target: ExportTarget, { locals }: Bindings): boolean {
  if (target.kind === "value") return target.value.kind === "type";
  if (target.typeKeyword !== undefined) return true;
  if (target.kind === "import") return false;
  const local = locals.get(target.name);
  return local?.kind === "type" || (local?.kind === "import" && local.typeKeyword !== undefined);
}

const listener = "addEventListener";

/** Whether the module uses the global function, by itself or through `self` and `globalThis`. */
function usesListener(ast: ts.SourceFile): boolean {
  if (!ast.text.includes(listener)) return false;
  let isUsed = false;
  for (const node of descendants(ast)) {
    if (!ts.isIdentifier(node) || node.text !== listener) continue;
    if (isDeclaration(node)) return false;
    isUsed ||= isGlobal(node);
  }
  return isUsed;
}

function isGlobal(node: ts.Identifier): boolean {
  const { parent } = node;
  if (!("name" in parent) || parent.name !== node) return true;
  if (!ts.isPropertyAccessExpression(parent) || !ts.isIdentifier(parent.expression)) return false;
  return ["self", "globalThis"].includes(parent.expression.text);
}

function isDeclaration({ parent }: ts.Identifier): boolean {
  return (
    ts.isFunctionDeclaration(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isImportSpecifier(parent)
  );
}
