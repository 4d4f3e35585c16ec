import ts from "typescript";
import { remember } from "../remember.ts";
import type { FilePath, Span } from "../text/span.ts";
import { settleExpression } from "./link.ts";
import { membersOf } from "./members.ts";
import type { ClassDeclaration, ClassMember, ExportOrigin, SourceModule, Superclass } from "./model.ts";
import { ParsedModule } from "./parsedModule.ts";
import { hasModifier, innermost, spanOf } from "./syntax.ts";

/** The classes of a module's top level, exported or not, in the order of the text. */
export function classesOf(module: SourceModule): readonly ClassDeclaration[] {
  if (!(module instanceof ParsedModule)) return [];
  return topLevelClasses(module.ast).map((node) => classAt(module, node));
}

/** The methods of a class that are called on an object: declared ones and fields that hold a function; no accessors. */
export function methodsOf(declaration: ClassDeclaration): readonly ClassMember[] {
  return declaration.members.filter(({ kind, isFunction, isStatic }) => !isStatic && (kind === "method" || isFunction));
}

/** A member of a class or of the project's classes that it extends, and the class that has it. */
export function inheritedMember(
  declaration: ClassDeclaration,
  name: string,
): { readonly owner: ClassDeclaration; readonly member: ClassMember } | undefined {
  for (const owner of lineage(declaration)) {
    const member = owner.members.find((each) => each.name === name && !each.isStatic);
    if (member !== undefined) return { owner, member };
  }
  return undefined;
}

/** A class and the project's classes that it extends, itself first. */
export function lineage(declaration: ClassDeclaration): readonly ClassDeclaration[] {
  const line = [declaration];
  let next = declaration.superclass?.declaration;
  while (next !== undefined && !line.includes(next)) {
    line.push(next);
    next = next.superclass?.declaration;
  }
  return line;
}

/** The declaration of a class in a module: always the same object for one node. */
export function classAt(module: ParsedModule, node: ts.ClassLikeDeclaration): ClassDeclaration {
  return remember(declared, node, () => new DeclaredClass(module, node));
}

const declared = new WeakMap<ts.Node, DeclaredClass>();

/** Reads members when they are asked for, and the superclass anew after every change, as it may lie in another file. */
class DeclaredClass implements ClassDeclaration {
  readonly name: string | undefined;
  readonly path: FilePath;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly bodySpan: Span;
  readonly isAbstract: boolean;
  readonly node: ts.ClassLikeDeclaration;
  readonly #module: ParsedModule;
  #members: readonly ClassMember[] | undefined;
  #superclass: { readonly version: number; readonly reads: Set<FilePath>; value: Superclass | undefined } | undefined;

  constructor(module: ParsedModule, node: ts.ClassLikeDeclaration) {
    const { ast } = module;
    this.#module = module;
    this.node = node;
    this.name = nameOf(node);
    this.path = module.path;
    this.span = spanOf(node, ast);
    this.nameSpan = node.name === undefined ? keywordSpan(node, ast) : spanOf(node.name, ast);
    this.bodySpan = bodySpan(node, ast);
    this.isAbstract = hasModifier(node, ts.SyntaxKind.AbstractKeyword);
  }

  get members(): readonly ClassMember[] {
    return (this.#members ??= membersOf(this.node, this.#module.ast));
  }

  get superclass(): Superclass | undefined {
    const { graph } = this.#module;
    if (this.#superclass?.version !== graph.version) {
      const reads = new Set<FilePath>();
      // A class that extends itself in a circle finds this undefined on its way round.
      this.#superclass = { version: graph.version, reads, value: undefined };
      this.#superclass.value = graph.recording(reads, () => superclassOf(this.#module, this.node));
    }
    graph.touch(this.#superclass.reads);
    return this.#superclass.value;
  }
}

/** `const Counter = class {}` names the class as well as `class Counter {}` does. */
function nameOf(node: ts.ClassLikeDeclaration): string | undefined {
  if (node.name !== undefined) return node.name.text === "" ? undefined : node.name.text;
  let outer: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(outer)) outer = outer.parent;
  return ts.isVariableDeclaration(outer) && ts.isIdentifier(outer.name) ? outer.name.text : undefined;
}

function keywordSpan(node: ts.ClassLikeDeclaration, ast: ts.SourceFile): Span {
  const keyword = node.getChildren(ast).find((child) => child.kind === ts.SyntaxKind.ClassKeyword);
  return spanOf(keyword ?? node, ast);
}

function bodySpan(node: ts.ClassLikeDeclaration, ast: ts.SourceFile): Span {
  const isClosed = ast.text.charAt(node.end - 1) === "}" && node.end > node.members.end;
  return { start: node.members.pos, end: Math.max(node.members.pos, isClosed ? node.end - 1 : node.end) };
}

function superclassOf(module: ParsedModule, node: ts.ClassLikeDeclaration): Superclass | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression;
  if (expression === undefined) return undefined;
  const span = spanOf(expression, module.ast);
  const text = module.ast.text.slice(span.start, span.end).replace(/\s+/g, " ");
  return { text, span, ...baseOf(module, expression) };
}

type Base = Pick<Superclass, "origin" | "declaration">;

const unknownBase: Base = { origin: undefined, declaration: undefined };

/** Steps through constants (`const Base = DurableObject`), of which nobody chains many. */
const maxConstants = 20;

function baseOf(start: ParsedModule, expression: ts.Expression): Base {
  let module = start;
  let next = innermost(expression);
  for (let step = 0; step < maxConstants; step++) {
    if (ts.isClassExpression(next)) return baseFrom(module, next);
    const settled = settleExpression(module, next, "stop");
    if (settled?.kind === "foreign") return { ...unknownBase, origin: published(settled.source) };
    if (settled?.kind !== "local") return unknownBase;
    const { local } = settled;
    if (local.kind === "class") return baseFrom(settled.module, local.node);
    if (local.kind !== "variable" || local.initializer === undefined) return unknownBase;
    module = settled.module;
    next = innermost(local.initializer);
  }
  return unknownBase;
}

function baseFrom(module: ParsedModule, node: ts.ClassLikeDeclaration): Base {
  const declaration = classAt(module, node);
  return { origin: declaration.superclass?.origin, declaration };
}

/** A file of the project that could not be found is no library. */
function published(source: ExportOrigin): ExportOrigin | undefined {
  return source.module.startsWith(".") ? undefined : source;
}

function topLevelClasses(ast: ts.SourceFile): readonly ts.ClassLikeDeclaration[] {
  return ast.statements.flatMap((statement): readonly ts.ClassLikeDeclaration[] => {
    if (ts.isClassDeclaration(statement)) return [statement];
    if (ts.isExportAssignment(statement)) return classIn(statement.expression);
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ initializer }) =>
      initializer ? classIn(initializer) : [],
    );
  });
}

/** The class that an expression is, or that is handed to a call: `instrument(options, class extends DurableObject {})`. */
function classIn(expression: ts.Expression): readonly ts.ClassLikeDeclaration[] {
  const value = innermost(expression);
  if (ts.isClassExpression(value)) return [value];
  return ts.isCallExpression(value) ? value.arguments.flatMap(classIn) : [];
}
