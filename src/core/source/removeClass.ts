import ts from "typescript";
import type { TextEdit } from "../text/edits.ts";
import { encloses, type Span } from "../text/span.ts";
import { mentionsOf } from "./mentions.ts";
import type { ClassDeclaration, SourceModule } from "./model.ts";
import { spanOf } from "./syntax.ts";
import { removals, wholeLines } from "./wholeLines.ts";

/** What a module is without a class: other text, or nothing that does anything. */
export type ModuleWithout =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  | { readonly kind: "empty" };

/**
 * The edits that take the declaration of a class out of its module, with the comment right above it and the imports that
 * nothing else uses. Undefined for a class that is no statement of its own at the top level.
 */
export function removeClass(module: SourceModule, { node }: ClassDeclaration): ModuleWithout | undefined {
  const { ast, text } = module;
  if (!ts.isClassDeclaration(node) || !ts.isSourceFile(node.parent)) return undefined;
  const removed = wholeLines(text, { start: startWithComment(text, node.getStart(ast)), end: node.end });
  const imports = ast.statements.filter((each) => ts.isImportDeclaration(each));
  const unused = imports.filter((each) => isOnlyUsedIn(module, each, removed));
  const isLeft = ast.statements.some((each) => each !== node && !imports.some((other) => other === each));
  if (!isLeft && unused.length === imports.length) return { kind: "empty" };
  const spans = [...unused.map((each) => wholeLines(text, spanOf(each, ast))), removed];
  return { kind: "edits", edits: removals(text, spans) };
}

/** An import for its effect alone is used by being there. */
function isOnlyUsedIn(module: SourceModule, statement: ts.ImportDeclaration, removed: Span): boolean {
  const { importClause } = statement;
  if (importClause === undefined) return false;
  const own = spanOf(statement, module.ast);
  return namesOf(importClause).every((name) =>
    mentionsOf(module, name).every(({ span }) => encloses(removed, span) || encloses(own, span)),
  );
}

function namesOf({ name, namedBindings }: ts.ImportClause): readonly string[] {
  const named =
    namedBindings === undefined
      ? []
      : ts.isNamespaceImport(namedBindings)
        ? [namedBindings.name]
        : namedBindings.elements.map((each) => each.name);
  return [...(name === undefined ? [] : [name]), ...named].map((each) => each.text);
}

/** Where the comments begin that stand right above an offset, without an empty line in between. */
function startWithComment(text: string, offset: number): number {
  const above = /(?:^[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^])*\*\/[ \t]*)\r?\n)+[ \t]*(?![^])/m.exec(
    text.slice(0, offset),
  );
  return above === null ? offset : above.index;
}
