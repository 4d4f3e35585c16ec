import ts from "typescript";
import type { Comment } from "../text/comment.ts";
import type { FilePath, Span } from "../text/span.ts";
import { readBindings, type Bindings } from "./bindings.ts";
import { commentsOf } from "./comments.ts";
import type { ModuleGraph } from "./graph.ts";
import type { SourceModule } from "./model.ts";
import { descendants, spanOf } from "./syntax.ts";

/** A module of a graph: parsed at once, read further when it is asked for. */
export class ParsedModule implements SourceModule {
  readonly path: FilePath;
  /** Its identity: the path with every link resolved. */
  readonly realPath: FilePath;
  readonly text: string;
  readonly ast: ts.SourceFile;
  readonly graph: ModuleGraph;
  #comments: readonly Comment[] | undefined;
  #bindings: Bindings | undefined;
  #links: readonly Link[] | undefined;

  constructor(parts: Pick<ParsedModule, "path" | "realPath" | "text" | "ast" | "graph">) {
    this.path = parts.path;
    this.realPath = parts.realPath;
    this.text = parts.text;
    this.ast = parts.ast;
    this.graph = parts.graph;
  }

  get comments(): readonly Comment[] {
    return (this.#comments ??= commentsOf(this.ast));
  }

  get bindings(): Bindings {
    return (this.#bindings ??= readBindings(this.ast));
  }

  /** The modules it loads at run time, by literal specifiers: static imports and exports, `import()`, `require()`. */
  get links(): readonly Link[] {
    return (this.#links ??= readLinks(this.ast));
  }
}

export interface Link {
  readonly specifier: string;
  readonly span: Span;
}

/** Parses a module; undefined if it is nested so deeply that TypeScript's parser gives up. */
export function parseModule(path: FilePath, text: string): ts.SourceFile | undefined {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  try {
    return ts.createSourceFile(path, text, options, true, scriptKindOf(path));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** wrangler lets esbuild read every JavaScript file as JSX. */
function scriptKindOf(path: FilePath): ts.ScriptKind {
  if (path.endsWith(".tsx")) return ts.ScriptKind.TSX;
  return /\.[cm]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
}

function readLinks(ast: ts.SourceFile): readonly Link[] {
  const specifiers = ast.statements.flatMap((statement) => staticSpecifier(statement) ?? []);
  if (/\b(import|require)\s*\(/.test(ast.text)) specifiers.push(...dynamicSpecifiers(ast));
  return specifiers.map((node) => ({ specifier: node.text, span: spanOf(node, ast) }));
}

function staticSpecifier(node: ts.Statement): ts.StringLiteral | undefined {
  const isImport = ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
  const isExport = ts.isExportDeclaration(node) && !node.isTypeOnly;
  if (!isImport && !isExport) return undefined;
  const specifier = node.moduleSpecifier;
  return specifier !== undefined && ts.isStringLiteral(specifier) ? specifier : undefined;
}

function dynamicSpecifiers(ast: ts.SourceFile): readonly ts.StringLiteral[] {
  const found: ts.StringLiteral[] = [];
  for (const node of descendants(ast)) {
    if (!ts.isCallExpression(node)) continue;
    const callee = node.expression;
    const isLoad =
      callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
    const [specifier] = node.arguments;
    if (isLoad && specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier);
  }
  return found;
}
