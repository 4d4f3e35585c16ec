import ts from "typescript";
import type { Span } from "../text/span.ts";

/**
 * Where a module without `import` and `export` shows that it is CommonJS; undefined if it does not. Bundlers and
 * compilers export in many ways, so the words alone decide.
 */
export function commonJsMark(text: string): Span | undefined {
  const match = /\bmodule\.exports\b|\bexports\s*[.[=,)]/.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

/**
 * Where an `export` stands that the parser did not read as one, or undefined if it read all.
 * While a text is being typed an unclosed brace swallows what follows, and an export is not gone because of that.
 */
export function lostExport(ast: ts.SourceFile): Span | undefined {
  if (!hasSyntaxErrors(ast)) return undefined;
  const read = new Set(ast.statements.map((statement) => exportStart(statement, ast)));
  for (const { index, 0: found } of ast.text.matchAll(exportStatement)) {
    if (!read.has(index)) return { start: index, end: index + found.length };
  }
  return undefined;
}

const exportStatement =
  /\bexport(?=\s*[{*@]|\s+(?:abstract|async|class|const|declare|default|enum|function|interface|let|namespace|type|var)\b)/g;

/** TypeScript keeps the errors of parsing in a field that its declarations leave out. */
function hasSyntaxErrors(ast: ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] }): boolean {
  return ast.parseDiagnostics !== undefined && ast.parseDiagnostics.length > 0;
}

function exportStart(node: ts.Statement, ast: ts.SourceFile): number {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  const keyword = modifiers?.find((each) => each.kind === ts.SyntaxKind.ExportKeyword);
  return (keyword ?? node).getStart(ast);
}
