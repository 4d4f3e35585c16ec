import ts from "typescript";
import type { Comment } from "../../text/comment.ts";
import type { ConfigDocument } from "../syntax.ts";
import type { ConfigNode, ConfigPath, ObjectNode, Property } from "../tree.ts";
import type { Span } from "../../text/span.ts";
import { commentsOf } from "../../source/comments.ts";
import { constantOf } from "../../source/localConst.ts";
import { innermost, spanOf } from "../../source/syntax.ts";
import { asWrangler } from "./translate.ts";
import { lookUp } from "../../lookUp.ts";

/**
 * Reads `cloudflare.config.ts` without running it: the object literal of the default export, through constants of the
 * file and the helpers of `@cloudflare/config`, in the terms of a wrangler file (measured with wrangler 4.164 and
 * `--experimental-new-config`). Whatever is computed is left out, and makes the document partial.
 */
export function readTypeScript(text: string): ConfigDocument {
  const ast = parse(text);
  const reading: Reading = { ast, isPartial: hasSyntaxErrors(ast) };
  const exported = ast && defaultExport(ast);
  const node = exported && nodeOf(reading, exported, []);
  const root = node?.kind === "object" ? asWrangler(node, text.length) : undefined;
  const comments: readonly Comment[] = ast === undefined ? [] : commentsOf(ast);
  const isPartial = reading.isPartial || root === undefined;
  return {
    format: "typescript",
    text,
    root: root ?? emptyRoot(text),
    syntaxErrors: [],
    comments,
    ...(isPartial && { isPartial }),
  };
}

function emptyRoot({ length }: string): ObjectNode {
  return { kind: "object", path: [], span: { start: 0, end: length }, properties: [], style: "braces" };
}

interface Reading {
  readonly ast: ts.SourceFile | undefined;
  /** Whether a part could not be read. */
  isPartial: boolean;
}

function parse(text: string): ts.SourceFile | undefined {
  try {
    return ts.createSourceFile("cloudflare.config.ts", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  } catch (error) {
    // So deeply nested that the parser runs out of stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** TypeScript keeps the errors of a file where its types do not show them. */
function hasSyntaxErrors(ast: ts.SourceFile | undefined): boolean {
  const errors: unknown = ast && Reflect.get(ast, "parseDiagnostics");
  return !Array.isArray(errors) || errors.length > 0;
}

function defaultExport(ast: ts.SourceFile): ts.Expression | undefined {
  const found = ast.statements.find((each) => ts.isExportAssignment(each));
  return found !== undefined && found.isExportEquals !== true ? found.expression : undefined;
}

/** What an expression is as a plain value; undefined, and the reading partial, if that has to be computed. */
function nodeOf(reading: Reading, expression: ts.Expression, path: ConfigPath): ConfigNode | undefined {
  const inner = resolved(expression);
  const { ast } = reading;
  if (ast === undefined) return undefined;
  const span = spanOf(inner, ast);
  if (ts.isStringLiteralLike(inner)) return { kind: "string", path, span, value: inner.text };
  if (ts.isNumericLiteral(inner)) return { kind: "number", path, span, value: Number(inner.text) };
  if (inner.kind === ts.SyntaxKind.TrueKeyword) return { kind: "boolean", path, span, value: true };
  if (inner.kind === ts.SyntaxKind.FalseKeyword) return { kind: "boolean", path, span, value: false };
  if (inner.kind === ts.SyntaxKind.NullKeyword) return { kind: "null", path, span };
  if (ts.isArrayLiteralExpression(inner)) return arrayOf(reading, inner, { path, span });
  if (ts.isObjectLiteralExpression(inner)) return objectOf(reading, inner, { path, span });
  if (ts.isCallExpression(inner)) return helperOf(reading, inner, path);
  reading.isPartial = true;
  return undefined;
}

/** Parentheses and assertions taken off, and constants replaced by their values. */
function resolved(expression: ts.Expression): ts.Expression {
  const inner = innermost(expression);
  return (ts.isIdentifier(inner) ? constantOf(inner) : undefined) ?? inner;
}

interface Where {
  readonly path: ConfigPath;
  readonly span: Span;
}

function arrayOf(reading: Reading, { elements }: ts.ArrayLiteralExpression, where: Where): ConfigNode {
  const items = elements.flatMap((each, index) => nodeOf(reading, each, [...where.path, index]) ?? []);
  return { kind: "array", ...where, items, style: "brackets" };
}

/**
 * The worker itself and its maps keep what can be read of them; an entry, a binding or a container with a computed part is
 * left out as a whole, so that nothing is missed in it.
 */
function objectOf(reading: Reading, literal: ts.ObjectLiteralExpression, where: Where): ObjectNode | undefined {
  const properties = literal.properties.flatMap((each) => propertyOf(reading, each, where.path));
  const isEntry = where.path.length > (where.path[0] === "containers" ? 1 : 2);
  if (isEntry && properties.length < literal.properties.length) return undefined;
  return { kind: "object", ...where, properties, style: "braces" };
}

function propertyOf(reading: Reading, property: ts.ObjectLiteralElementLike, path: ConfigPath): readonly Property[] {
  const { ast } = reading;
  const { name } = property;
  const value = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;
  const isPlain = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name));
  const node = ast && value && isPlain ? nodeOf(reading, value, [...path, name.text]) : undefined;
  if (ast === undefined || node === undefined || !isPlain) {
    reading.isPartial = true;
    return [];
  }
  return [{ key: name.text, keySpan: spanOf(name, ast), span: spanOf(property, ast), value: node }];
}

/** The types that the helpers `exports.durableObject(…)` and `bindings.durableObject(…)` stand for. */
const helperTypes: Readonly<Record<string, string>> = { durableObject: "durable-object", workflow: "workflow" };

/** `defineWorker({ … })` is its argument; `exports.durableObject({ … })` is its argument with a `type`. */
function helperOf(reading: Reading, call: ts.CallExpression, path: ConfigPath): ConfigNode | undefined {
  const [argument] = call.arguments;
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const name = ts.isIdentifier(callee) ? callee.text : "";
  const type = lookUp(helperTypes, name);
  const isKnown = type !== undefined || /^define[A-Z]/.test(name);
  const node = isKnown && argument !== undefined ? nodeOf(reading, argument, path) : undefined;
  if (reading.ast === undefined || node?.kind !== "object") {
    reading.isPartial = true;
    return undefined;
  }
  if (type === undefined) return node;
  const span = spanOf(callee, reading.ast);
  const value: ConfigNode = { kind: "string", path: [...path, "type"], span, value: type };
  return { ...node, properties: [{ key: "type", keySpan: span, span, value }, ...node.properties] };
}
