import ts from "typescript";
import { insertAt, lineEndingOf, type TextEdit } from "../text/edits.ts";
import type { ClassDeclaration, SourceModule } from "./model.ts";
import type { Span } from "../text/span.ts";
import { spanOf } from "./syntax.ts";

/**
 * The edits that make a class without a superclass extend `DurableObject`: the import, `extends`, and
 * `super(ctx, env)` with the names of its constructor's parameters. Undefined for a class that extends something, or whose
 * parameters cannot be handed on.
 */
export function extendEdits(module: SourceModule, declaration: ClassDeclaration): readonly TextEdit[] | undefined {
  const { node } = declaration;
  if (declaration.superclass !== undefined) return undefined;
  const constructor = node.members.find((each) => ts.isConstructorDeclaration(each) && each.body !== undefined);
  const superCall =
    constructor !== undefined && ts.isConstructorDeclaration(constructor) ? superCallEdits(module, constructor) : [];
  if (superCall === undefined) return undefined;
  return [...importEdits(module, "DurableObject", "cloudflare:workers"), ...heritageEdits(module, node), ...superCall];
}

/** The edits that write `super(…)` as the first statement of a constructor; undefined where a parameter has no name. */
export function superCallEdits(
  { ast, text }: SourceModule,
  node: ts.ConstructorDeclaration,
): readonly TextEdit[] | undefined {
  const { body } = node;
  if (body === undefined) return undefined;
  const names = parameterNames(node);
  if (names === undefined) return undefined;
  const line = `super(${names.all.join(", ")});`;
  const [first] = body.statements;
  const newLine = lineEndingOf(text);
  const open = body.getStart(ast) + 1;
  if (first === undefined) {
    const inside = { start: open, end: body.end - 1 };
    return [...names.edits, onlyStatement(text, inside, { before: " ", line, after: " " })];
  }
  const start = first.getStart(ast);
  const gap = isOnLineOf(text, open, start) ? " " : newLine + indentAt(text, start);
  return [...names.edits, insertAt(start, line + gap)];
}

/**
 * The edit that writes the only statement between braces, with the blanks before and after it; comments between them stay
 * behind it, and the braces may be half-typed.
 */
export function onlyStatement(
  text: string,
  inside: Span,
  { before, line, after }: { readonly before: string; readonly line: string; readonly after: string },
): TextEdit {
  const isBlank = inside.start <= inside.end && text.slice(inside.start, inside.end).trim() === "";
  return isBlank ? { span: inside, newText: before + line + after } : insertAt(inside.start, before + line);
}

/** The names that a constructor gives the state and the environment, and the edits that add those it lacks. */
export function parameterNames(
  node: ts.ConstructorDeclaration,
): { readonly all: readonly [string, string]; readonly edits: readonly TextEdit[] } | undefined {
  const [ctx, env] = node.parameters;
  const isSimple = [ctx, env].every(
    (each) => each === undefined || (ts.isIdentifier(each.name) && each.dotDotDotToken === undefined),
  );
  if (!isSimple) return undefined;
  const first = ctx === undefined ? "ctx" : ctx.name.getText();
  if (env !== undefined) return { all: [first, env.name.getText()], edits: [] };
  const missing = ctx === undefined ? "ctx, env" : ", env";
  return { all: [first, "env"], edits: [insertAt(ctx === undefined ? node.parameters.pos : ctx.end, missing)] };
}

/** The edits that import a name, in an import of that module that is there, or in a new one at the top. */
export function importEdits({ ast, text }: SourceModule, name: string, specifier: string): readonly TextEdit[] {
  const imports = ast.statements.filter((each) => ts.isImportDeclaration(each));
  for (const { importClause, moduleSpecifier } of imports) {
    if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== specifier) continue;
    const named = importClause?.namedBindings;
    if (importClause?.phaseModifier !== undefined || named === undefined || !ts.isNamedImports(named)) continue;
    if (named.elements.some((each) => each.name.text === name && !each.isTypeOnly)) return [];
    const last = named.elements.at(-1);
    return [last === undefined ? insertAt(named.elements.pos, ` ${name} `) : insertAt(last.end, `, ${name}`)];
  }
  const quote = imports.some(({ moduleSpecifier }) => moduleSpecifier.getText(ast).startsWith("'")) ? "'" : '"';
  const line = `import { ${name} } from ${quote}${specifier}${quote};${lineEndingOf(text)}`;
  const [first] = imports;
  return [
    insertAt(
      first?.getStart(ast) ?? /^#!.*\n/.exec(text)?.[0].length ?? 0,
      first === undefined ? line + lineEndingOf(text) : line,
    ),
  ];
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** Behind the name and its type parameters; `implements DurableObject` meant the same and goes. */
function heritageEdits({ ast, text }: SourceModule, node: ts.ClassLikeDeclaration): readonly TextEdit[] {
  const behind = node.typeParameters === undefined ? node.name?.end : text.indexOf(">", node.typeParameters.end) + 1;
  const keyword = node.getChildren(ast).find((child) => child.kind === ts.SyntaxKind.ClassKeyword);
  const at = behind ?? keyword?.end ?? node.getStart(ast);
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ImplementsKeyword);
  const isReplaced = clause?.types.length === 1 && clause.types[0]?.expression.getText(ast) === "DurableObject";
  if (clause !== undefined && isReplaced) return [{ span: spanOf(clause, ast), newText: "extends DurableObject" }];
  return [insertAt(at, " extends DurableObject")];
}

function isOnLineOf(text: string, a: number, b: number): boolean {
  return !text.slice(a, b).includes("\n");
}
