import ts from "typescript";
import { applyEdits } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { enclosingFunction } from "./enclosing.ts";
import { indentAt } from "./extendEdits.ts";
import { declarationOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { descendants } from "./syntax.ts";

/** Nodes of a piece of code and what is to stand in their place. */
export type Replacements = ReadonlyMap<ts.Node, string>;

const nothing: Replacements = new Map();

/**
 * The statements of an arrow function as lines of a method elsewhere in the class, without their indentation; undefined
 * where they need what only the function around them has, or where a line cannot be moved without changing it.
 */
export function movedBody(
  module: SourceModule,
  { body }: ts.ArrowFunction,
  replaced: Replacements = nothing,
): readonly string[] | undefined {
  if (usesLocals(body, replaced)) return undefined;
  const { ast, text } = module;
  if (!ts.isBlock(body)) {
    const line = replaceIn(text, { start: body.getStart(ast), end: body.end }, replaced);
    return line.includes("\n") ? undefined : [`${line};`];
  }
  const [first] = body.statements;
  const last = body.statements.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = first.getStart(ast);
  const indent = indentAt(text, start);
  const lines = replaceIn(text, { start, end: last.end }, replaced).split(/\r?\n/);
  const isMovable = lines.every((line, index) => index === 0 || line === "" || line.startsWith(indent));
  if (!isMovable || (lines.length > 1 && text.slice(start, last.end).includes("`"))) return undefined;
  return lines.map((line, index) => (index === 0 ? line : line.slice(indent.length)));
}

/**
 * Whether a node names a variable or parameter of a function around it. Nodes that are replaced are not looked at, and
 * `allowed` says which declarations are there at the new place too.
 */
export function usesLocals(
  node: ts.Node,
  replaced: Replacements = nothing,
  allowed: (declaration: ts.Node) => boolean = () => false,
): boolean {
  for (const each of descendants(node)) {
    if (!ts.isIdentifier(each) || isInside(each, replaced)) continue;
    const found = declarationOf(each);
    if (found === undefined || allowed(found)) continue;
    const isOwn = node.pos <= found.pos && found.end <= node.end;
    if (!isOwn && enclosingFunction(found) !== undefined) return true;
  }
  return false;
}

function isInside(node: ts.Node, replaced: Replacements): boolean {
  for (let each = node; !ts.isSourceFile(each); each = each.parent) if (replaced.has(each)) return true;
  return false;
}

/** The text of a piece of code with the replaced nodes in it. */
function replaceIn(text: string, { start, end }: Span, replaced: Replacements): string {
  const edits = [...replaced].map(([node, newText]) => ({
    span: { start: node.getStart() - start, end: node.end - start },
    newText,
  }));
  return applyEdits(
    text.slice(start, end),
    edits.filter(({ span }) => span.start >= 0 && span.end <= end - start),
  );
}
