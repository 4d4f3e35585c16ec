import ts from "typescript";
import { isInPackage } from "./cachedFiles.ts";
import type { Local } from "./bindings.ts";
import { classAt } from "./classes.ts";
import { settleDeclared, settleExpression, type Settled } from "./link.ts";
import type { ClassDeclaration, ExportedValue } from "./model.ts";
import type { ParsedModule } from "./parsedModule.ts";
import { descendants, hasModifier, innermost } from "./syntax.ts";

const maybe: ExportedValue = { kind: "maybe" };

/** Constants of constants and calls in calls, of which nobody writes more; it also ends circles. */
const maxDepth = 20;

/** What stands behind a name that has been followed to its end. */
export function valueOf(settled: Settled, depth = 0): ExportedValue {
  switch (settled.kind) {
    case "local":
      return softened(settled.module, localValue(settled, depth));
    case "namespace":
      return { kind: "notAClass", what: "namespace" };
    case "type":
    case "missing":
      return settled;
    case "foreign":
      return declaredValue(settled, depth);
    case "unknown":
      return maybe;
  }
}

/** What the declarations of a library say of a name that its JavaScript does not tell; it is missing if both lack it. */
function declaredValue(
  { importer, source, absentFrom }: Extract<Settled, { kind: "foreign" }>,
  depth: number,
): ExportedValue {
  if (depth > maxDepth || /^[./]/.test(source.module)) return maybe;
  const settled = settleDeclared(importer, source);
  if (settled?.kind === "type") return { kind: "type" };
  if (settled?.kind === "missing" && absentFrom !== undefined) return { kind: "missing", from: absentFrom };
  return settled?.kind === "local" ? valueOf(settled, depth + 1) : maybe;
}

/** Declarations tell what there is, not how it is made. */
function softened(module: ParsedModule, value: ExportedValue): ExportedValue {
  if (!module.ast.isDeclarationFile) return value;
  if (value.kind === "class") return { kind: "maybe", declaration: value.declaration };
  return value.kind === "type" ? value : maybe;
}

function localValue({ module, local, name }: Extract<Settled, { kind: "local" }>, depth: number): ExportedValue {
  switch (local.kind) {
    case "class":
      return { kind: "class", declaration: classAt(module, local.node) };
    case "function":
      return functionValue(module, local.node, name);
    case "object":
      return { kind: "notAClass", what: "object" };
    case "type":
      return { kind: "type" };
    case "variable":
      return variableValue(module, local, depth);
    case "import":
    case "other":
      return maybe;
  }
}

/** A variable that may be given another value later is only believed to be a class, as compiled decorators make them so. */
function variableValue(
  module: ParsedModule,
  { initializer, isFixed }: Extract<Local, { kind: "variable" }>,
  depth: number,
): ExportedValue {
  const value = initializer === undefined ? maybe : expressionValue(module, initializer, depth);
  return isFixed || value.kind === "class" || value.kind === "maybe" ? value : maybe;
}

function expressionValue(module: ParsedModule, expression: ts.Expression, depth: number): ExportedValue {
  const node = innermost(expression);
  if (depth > maxDepth) return maybe;
  if (ts.isClassExpression(node)) return { kind: "class", declaration: classAt(module, node) };
  if (ts.isIdentifier(node) && node.text === "undefined") return { kind: "notAClass", what: "literal" };
  const settled = settleExpression(module, node, "follow");
  if (settled !== undefined) return valueOf(settled, depth + 1);
  const what = plainKinds.get(node.kind);
  if (what !== undefined) return { kind: "notAClass", what };
  if (ts.isFunctionExpression(node)) return functionValue(module, node, node.name?.text);
  return wrappedValue(module, node, depth);
}

const plainKinds: ReadonlyMap<ts.SyntaxKind, "literal" | "function" | "object"> = new Map([
  [ts.SyntaxKind.StringLiteral, "literal"],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, "literal"],
  [ts.SyntaxKind.TemplateExpression, "literal"],
  [ts.SyntaxKind.NumericLiteral, "literal"],
  [ts.SyntaxKind.BigIntLiteral, "literal"],
  [ts.SyntaxKind.RegularExpressionLiteral, "literal"],
  [ts.SyntaxKind.TrueKeyword, "literal"],
  [ts.SyntaxKind.FalseKeyword, "literal"],
  [ts.SyntaxKind.NullKeyword, "literal"],
  [ts.SyntaxKind.PrefixUnaryExpression, "literal"],
  [ts.SyntaxKind.TypeOfExpression, "literal"],
  [ts.SyntaxKind.VoidExpression, "literal"],
  [ts.SyntaxKind.ArrowFunction, "function"],
  [ts.SyntaxKind.ObjectLiteralExpression, "object"],
  [ts.SyntaxKind.ArrayLiteralExpression, "object"],
]);

/** The class that is handed to a call, such as `instrument(options, Counter)`: what the call makes of it is not known. */
function wrappedValue(module: ParsedModule, node: ts.Expression, depth: number): ExportedValue {
  for (const part of partsOf(node)) {
    const declaration = classBehind(expressionValue(module, part, depth + 1));
    if (declaration !== undefined) return { kind: "maybe", declaration };
  }
  return maybe;
}

function partsOf(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node.arguments ?? [];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  return ts.isBinaryExpression(node) ? [node.left, node.right] : [];
}

function classBehind(value: ExportedValue): ClassDeclaration | undefined {
  return value.kind === "class" || value.kind === "maybe" ? value.declaration : undefined;
}

/** A function can serve as a class, as before 2015: then it speaks of `this` or has a prototype. */
function functionValue(
  module: ParsedModule,
  node: ts.FunctionDeclaration | ts.FunctionExpression,
  name: string | undefined,
): ExportedValue {
  const isPlain = !hasModifier(node, ts.SyntaxKind.AsyncKeyword) && node.asteriskToken === undefined;
  const mayConstruct = isPlain && (usesThis(node) || (name !== undefined && module.text.includes(`${name}.prototype`)));
  return mayConstruct || isInPackage(module.path) ? maybe : { kind: "notAClass", what: "function" };
}

function usesThis(node: ts.Node): boolean {
  for (const each of descendants(node)) if (each.kind === ts.SyntaxKind.ThisKeyword) return true;
  return false;
}
