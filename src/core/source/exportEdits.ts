import ts from "typescript";
import { insertAt, lineEndingOf, type TextEdit } from "../text/edits.ts";
import { dirname, relative } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ClassDeclaration, SourceModule } from "./model.ts";

/** Edits of one file. */
export interface SourceEdits {
  readonly path: FilePath;
  readonly edits: readonly TextEdit[];
}

/**
 * The edits that make an entry export a class: `export` before its declaration where the entry declares it, `export { X }`
 * where the entry imports it, `export { X } from "./x"` otherwise, with `export` in its own file if that lacks it.
 * Undefined for a class without a name or below the top level.
 */
export function exportClassEdits(
  entry: SourceModule,
  declaration: ClassDeclaration,
): readonly SourceEdits[] | undefined {
  const { name, node, path } = declaration;
  if (name === undefined || !ts.isClassDeclaration(node) || !ts.isSourceFile(node.parent)) return undefined;
  const keyword = exportKeywordEdit(declaration);
  const exportItself = keyword === undefined ? [] : [{ path, edits: [keyword] }];
  if (path === entry.path) return exportItself;
  const line = importsName(entry.ast, name) ? `export { ${name} };` : reexport(entry, name, specifierTo(entry, path));
  return [...exportItself, { path: entry.path, edits: [appendStatement(entry, line)] }];
}

/** The edit that writes `export` before a top-level class; undefined if the class has it or cannot have it. */
export function exportKeywordEdit({ node }: ClassDeclaration): TextEdit | undefined {
  if (!ts.isClassDeclaration(node) || !ts.isSourceFile(node.parent) || isExported(node)) return undefined;
  return insertAt(startOf(node), "export ");
}

/** The statement that re-exports a name, in the quotes that the module writes. */
export function reexport(module: SourceModule, name: string, specifier: string): string {
  return `export { ${name} } from ${quoted(module, specifier)};`;
}

/** An edit that adds a statement to a module: below its last import or re-export, or else at its end. */
export function appendStatement(module: SourceModule, statement: string): TextEdit {
  const newLine = lineEndingOf(module.text);
  const line = usesSemicolons(module) ? statement : statement.replace(/;$/, "");
  const last = module.ast.statements.findLast(isImportOrReexport);
  if (last !== undefined) return insertAt(behindComment(module.text, last.end), newLine + line);
  const isOpenEnded = module.text !== "" && !module.text.endsWith("\n");
  return insertAt(module.text.length, (isOpenEnded ? newLine : "") + line + newLine);
}

/** The end of the line where nothing but a comment stands behind `offset`, which belongs to what is before it. */
function behindComment(text: string, offset: number): number {
  return offset + (/^[ \t]*\/\/[^\r\n\u2028\u2029]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

/** An edit that adds a statement at the end of a module, as a line of its own behind an empty one. */
export function appendAtEnd(module: SourceModule, statement: string): TextEdit {
  const newLine = lineEndingOf(module.text);
  const line = usesSemicolons(module) ? statement : statement.replace(/;$/, "");
  return insertAt(module.text.length, (module.text.endsWith("\n") ? newLine : newLine + newLine) + line + newLine);
}

/** How the module's own statements import `path`: a relative specifier with the ending that its neighbours write. */
export function specifierTo(module: SourceModule, path: FilePath): string {
  const written = relative(dirname(module.path), path);
  const specifier = written.startsWith(".") ? written : `./${written}`;
  const neighbours = specifiersOf(module.ast).filter((each) => each.startsWith("."));
  if (neighbours.some((each) => /\.tsx?$/.test(each))) return specifier;
  const bare = specifier.replace(/\.(d\.)?[cm]?[jt]sx?$/, "");
  if (neighbours.some((each) => /\.[cm]?js$/.test(each))) return `${bare}${/\.m[jt]s$/.test(path) ? ".mjs" : ".js"}`;
  return /\.[cm]?jsx?$/.test(path) && neighbours.length === 0 ? specifier : bare.replace(/\/index$/, "");
}

/** Whether a class carries `export` (also as default). */
function isExported(node: ts.ClassDeclaration): boolean {
  return node.modifiers?.some((each) => each.kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** Where `export` goes: before `class`, `abstract` or `declare`, behind decorators. */
function startOf(node: ts.ClassDeclaration): number {
  const decorators = node.modifiers?.filter((each) => ts.isDecorator(each)) ?? [];
  const from = decorators.at(-1)?.end ?? node.getStart(undefined, false);
  const text = node.getSourceFile().text;
  return from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
}

function isImportOrReexport(node: ts.Statement): boolean {
  return ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);
}

function specifiersOf(ast: ts.SourceFile): readonly string[] {
  return ast.statements.flatMap((node) => {
    const isRelated = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    return isRelated && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
      ? [node.moduleSpecifier.text]
      : [];
  });
}

function importsName(ast: ts.SourceFile, name: string): boolean {
  return ast.statements.some((node) => {
    const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
    if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return false;
    const named = clause.namedBindings;
    const isNamed =
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.some((each) => !each.isTypeOnly && each.name.text === name);
    return isNamed || clause.name?.text === name;
  });
}

function quoted(module: SourceModule, specifier: string): string {
  const single = (module.text.match(/from\s+'/g) ?? []).length;
  const double = (module.text.match(/from\s+"/g) ?? []).length;
  const escaped = specifier.replaceAll(/[\\'"]/g, String.raw`\$&`);
  return single > double ? `'${escaped}'` : `"${escaped}"`;
}

function usesSemicolons({ ast, text }: SourceModule): boolean {
  const simple = ast.statements.filter((node) => isImportOrReexport(node) || ts.isVariableStatement(node));
  return simple.length === 0 || simple.some((node) => text[node.end - 1] === ";");
}
