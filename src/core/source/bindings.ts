import ts from "typescript";
import type { Span } from "../text/span.ts";
import { commonJsMark, lostExport } from "./lostExports.ts";
import { boundNames, hasValues, isNamedStatement, type NamedStatement } from "./statements.ts";
import { hasModifier, spanOf } from "./syntax.ts";

/** What the top level of a module declares, imports and exports, by itself: nothing is followed. */
export interface Bindings {
  readonly locals: ReadonlyMap<string, Local>;
  readonly exports: ReadonlyMap<string, OwnExport>;
  readonly stars: readonly Star[];
  /** Whether it is CommonJS: `module.exports`, `exports.x` or `export =`, and no export of ECMAScript. */
  readonly commonJs: Span | undefined;
  /** Where an `export` stands that the parser did not read as one, because of a mistake before it. */
  readonly lost: Span | undefined;
}

/** What a name of the module's top level stands for. */
export type Local =
  | { readonly kind: "class"; readonly node: ts.ClassLikeDeclaration }
  /** `isFixed` for `const`: what it is at first it stays. */
  | { readonly kind: "variable"; readonly initializer: ts.Expression | undefined; readonly isFixed: boolean }
  | { readonly kind: "function"; readonly node: ts.FunctionDeclaration }
  /** An enum, or a namespace with values in it. */
  | { readonly kind: "object" }
  | { readonly kind: "type" }
  /** Something that is not looked into: a destructured name, `import x = …`. */
  | { readonly kind: "other" }
  | ImportedName;

export interface ImportedName {
  readonly kind: "import";
  readonly specifier: string;
  /** The name that the other module exports it by; `*` is the module itself. */
  readonly imported: string;
  /** The `type` keyword that makes it vanish at run time. */
  readonly typeKeyword: Span | undefined;
}

export interface OwnExport {
  readonly name: string;
  /** The exported name where it is written. */
  readonly span: Span;
  readonly target: ExportTarget;
}

export type ExportTarget =
  | { readonly kind: "local"; readonly name: string; readonly typeKeyword: Span | undefined }
  | ImportedName
  /** `export default` of something without a name. */
  | { readonly kind: "value"; readonly value: Local };

/** `export * from`. */
export interface Star {
  readonly specifier: string;
  readonly span: Span;
  readonly typeKeyword: Span | undefined;
}

/** Reads the top level of a module. */
export function readBindings(ast: ts.SourceFile): Bindings {
  const reader = new BindingReader(ast);
  for (const statement of ast.statements) reader.read(statement);
  return reader.finish();
}

class BindingReader {
  readonly #ast: ts.SourceFile;
  readonly #locals = new Map<string, Local>();
  readonly #exports = new Map<string, OwnExport>();
  readonly #stars: Star[] = [];
  #commonJs: Span | undefined;
  #isModule = false;

  constructor(ast: ts.SourceFile) {
    this.#ast = ast;
  }

  read(node: ts.Statement): void {
    if (ts.isImportDeclaration(node)) this.#readImport(node);
    else if (ts.isExportDeclaration(node)) this.#readExport(node);
    else if (ts.isExportAssignment(node)) this.#readAssignment(node);
    else if (ts.isVariableStatement(node)) this.#readVariables(node);
    else this.#readDeclaration(node);
  }

  finish(): Bindings {
    const commonJs = this.#isModule ? undefined : (this.#commonJs ?? commonJsMark(this.#ast.text));
    return { locals: this.#locals, exports: this.#exports, stars: this.#stars, commonJs, lost: lostExport(this.#ast) };
  }

  #readImport(node: ts.ImportDeclaration): void {
    this.#isModule = true;
    if (!ts.isStringLiteral(node.moduleSpecifier)) return;
    const specifier = node.moduleSpecifier.text;
    const clause = node.importClause;
    if (clause === undefined) return;
    const typeKeyword = this.#typeKeyword(clause, clause.phaseModifier === ts.SyntaxKind.TypeKeyword);
    const add = (local: ts.Identifier, imported: string, keyword = typeKeyword) =>
      this.#locals.set(local.text, { kind: "import", specifier, imported, typeKeyword: keyword });
    if (clause.name !== undefined) add(clause.name, "default");
    const names = clause.namedBindings;
    if (names === undefined) return;
    if (ts.isNamespaceImport(names)) add(names.name, "*");
    else
      for (const each of names.elements) add(each.name, importedName(each), typeKeyword ?? this.#ownTypeKeyword(each));
  }

  #readExport(node: ts.ExportDeclaration): void {
    this.#isModule = true;
    const typeKeyword = this.#typeKeyword(node, node.isTypeOnly);
    const specifier =
      node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
    const clause = node.exportClause;
    if (clause === undefined) {
      if (specifier !== undefined) this.#stars.push({ specifier, span: spanOf(node, this.#ast), typeKeyword });
    } else if (ts.isNamespaceExport(clause)) {
      if (specifier === undefined) return;
      this.#export(clause.name, { kind: "import", specifier, imported: "*", typeKeyword });
    } else {
      for (const each of clause.elements)
        this.#readExportName(each, specifier, typeKeyword ?? this.#ownTypeKeyword(each));
    }
  }

  #readExportName(node: ts.ExportSpecifier, specifier: string | undefined, typeKeyword: Span | undefined): void {
    const name = importedName(node);
    if (specifier === undefined) this.#export(node.name, { kind: "local", name, typeKeyword });
    else this.#export(node.name, { kind: "import", specifier, imported: name, typeKeyword });
  }

  #readAssignment(node: ts.ExportAssignment): void {
    if (node.isExportEquals === true) {
      this.#commonJs ??= spanOf(node, this.#ast);
      return;
    }
    this.#isModule = true;
    const keyword = node.getChildren(this.#ast).find((child) => child.kind === ts.SyntaxKind.DefaultKeyword) ?? node;
    const value: Local = { kind: "variable", initializer: node.expression, isFixed: true };
    const span = spanOf(keyword, this.#ast);
    this.#exports.set("default", { name: "default", span, target: { kind: "value", value } });
  }

  #readVariables(node: ts.VariableStatement): void {
    const isFixed = (node.declarationList.flags & ts.NodeFlags.Const) !== 0;
    const isAmbient = this.#isAmbient(node);
    for (const { name, initializer } of node.declarationList.declarations) {
      if (ts.isIdentifier(name)) {
        const declared = isAmbient ? ambientVariable(this.#ast) : ({ kind: "variable", initializer, isFixed } as const);
        this.#declare(node, name, declared);
      } else {
        for (const each of boundNames(name)) this.#declare(node, each, { kind: "other" });
      }
    }
  }

  #readDeclaration(node: ts.Statement): void {
    if (!isNamedStatement(node)) return;
    const local = this.#localOf(node);
    const isNamed = node.name !== undefined && ts.isIdentifier(node.name) && node.name.text !== "";
    if (isNamed) this.#declare(node, node.name, local);
    else if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) this.#exportDefault(node, local);
  }

  #localOf(node: NamedStatement): Local {
    if (ts.isImportEqualsDeclaration(node)) return { kind: "other" };
    const isType = this.#isAmbient(node) && !this.#ast.isDeclarationFile;
    if (isType || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return { kind: "type" };
    if (ts.isClassDeclaration(node)) return { kind: "class", node };
    if (ts.isFunctionDeclaration(node)) return { kind: "function", node };
    return ts.isEnumDeclaration(node) || hasValues(node) ? { kind: "object" } : { kind: "type" };
  }

  /**
   * Types and values live side by side under one name, and a class outlives the namespace that extends it: the export is
   * where the stronger stands.
   */
  #declare(node: ts.Statement, name: ts.Identifier, local: Local): void {
    const known = this.#locals.get(name.text);
    const isWeaker =
      known !== undefined && (local.kind === "type" || (local.kind === "object" && known.kind !== "type"));
    if (!isWeaker) this.#locals.set(name.text, local);
    if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return;
    this.#isModule = true;
    if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) this.#exportDefault(node, local);
    else if (!isWeaker || !this.#exports.has(name.text))
      this.#export(name, { kind: "local", name: name.text, typeKeyword: undefined });
  }

  #exportDefault(node: ts.Node, value: Local): void {
    this.#isModule = true;
    const keyword = ts.canHaveModifiers(node)
      ? ts.getModifiers(node)?.find((each) => each.kind === ts.SyntaxKind.DefaultKeyword)
      : undefined;
    const span = spanOf(keyword ?? node, this.#ast);
    this.#exports.set("default", { name: "default", span, target: { kind: "value", value } });
  }

  #export(name: ts.ModuleExportName, target: ExportTarget): void {
    if (name.text === "") return;
    this.#exports.set(name.text, { name: name.text, span: spanOf(name, this.#ast), target });
  }

  #isAmbient(node: ts.Statement): boolean {
    return this.#ast.isDeclarationFile || hasModifier(node, ts.SyntaxKind.DeclareKeyword);
  }

  #ownTypeKeyword(node: ts.ImportSpecifier | ts.ExportSpecifier): Span | undefined {
    return this.#typeKeyword(node, node.isTypeOnly);
  }

  #typeKeyword(node: ts.Node, isTypeOnly: boolean): Span | undefined {
    if (!isTypeOnly) return undefined;
    const keyword = node.getChildren(this.#ast).find((child) => child.kind === ts.SyntaxKind.TypeKeyword);
    return spanOf(keyword ?? node, this.#ast);
  }
}

/** In a declaration file a variable may well be a class; in source, `declare const` has no value at all. */
function ambientVariable(ast: ts.SourceFile): Local {
  return ast.isDeclarationFile ? { kind: "other" } : { kind: "type" };
}

function importedName(node: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (node.propertyName ?? node.name).text;
}
