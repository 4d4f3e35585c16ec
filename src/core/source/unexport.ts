import ts from "typescript";
import type { TextEdit } from "../text/edits.ts";
import type { SourceEdits } from "./exportEdits.ts";
import type { ExportedName, SourceModule } from "./model.ts";
import { moduleAt } from "./moduleAt.ts";
import { removeStatementEdit } from "./wholeLines.ts";

/**
 * The edits that take a name out of what a module exports: `export` before its declaration, or its name in `export { … }`
 * with the statement around it when it is the last. Undefined where the name is exported in another way.
 */
export function unexportEdits(
  modules: ReadonlyMap<string, SourceModule>,
  { place }: ExportedName,
): SourceEdits | undefined {
  const module = moduleAt(modules, place.path);
  const edit = module?.ast.statements.map((each) => unexport(module, each, place.span.start)).find((each) => each);
  return edit && { path: place.path, edits: [edit] };
}

function unexport({ ast, text }: SourceModule, statement: ts.Statement, offset: number): TextEdit | undefined {
  if (offset < statement.getStart(ast) || offset >= statement.end) return undefined;
  if (ts.isExportDeclaration(statement)) return dropSpecifier(ast, statement, offset);
  if (!ts.isClassDeclaration(statement) && !ts.isVariableStatement(statement)) return undefined;
  const declared = ts.isClassDeclaration(statement) ? statement : onlyDeclared(statement);
  if (declared?.name?.getStart(ast) !== offset) return undefined;
  const keyword = statement.modifiers?.find((each) => each.kind === ts.SyntaxKind.ExportKeyword);
  const isDefault = statement.modifiers?.some((each) => each.kind === ts.SyntaxKind.DefaultKeyword) === true;
  if (keyword === undefined || isDefault) return undefined;
  return { span: { start: keyword.getStart(ast), end: behindBlanks(text, keyword.end) }, newText: "" };
}

/** Of `export const a = …, b = …` neither can lose its export alone. */
function onlyDeclared({ declarationList }: ts.VariableStatement): ts.VariableDeclaration | undefined {
  const [first, another] = declarationList.declarations;
  return another === undefined ? first : undefined;
}

function dropSpecifier(ast: ts.SourceFile, statement: ts.ExportDeclaration, offset: number): TextEdit | undefined {
  const clause = statement.exportClause;
  if (clause === undefined || !ts.isNamedExports(clause)) return undefined;
  const index = clause.elements.findIndex((each) => each.getStart(ast) <= offset && offset < each.end);
  const element = clause.elements[index];
  if (element === undefined) return undefined;
  if (clause.elements.length === 1) return removeStatementEdit({ ast, text: ast.text }, statement);
  const next = clause.elements[index + 1];
  const before = clause.elements[index - 1];
  const span =
    next === undefined
      ? { start: before?.end ?? element.getStart(ast), end: element.end }
      : { start: element.getStart(ast), end: next.getStart(ast) };
  return { span, newText: "" };
}

function behindBlanks(text: string, offset: number): number {
  return offset + (/^[ \t]*/.exec(text.slice(offset))?.[0].length ?? 0);
}
