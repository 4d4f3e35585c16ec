import ts from "typescript";
import type { Place, Span } from "../text/span.ts";
import { isInPackage } from "./cachedFiles.ts";
import type { ModuleEntry } from "./model.ts";
import { moduleAt } from "./moduleAt.ts";
import { ParsedModule } from "./parsedModule.ts";
import { starSources, type FoundExport } from "./stars.ts";
import { spanOf } from "./syntax.ts";

/** A place in code that spells a name, and what is to stand there. */
export interface RenamedPlace extends Place {
  readonly newText: string;
}

/**
 * The places that have to change so that an entry exports `to` in place of `from`: the name where the entry exports it, and
 * each re-export and import on the way to the declaration, which changes too, unless the way goes through `as` or into a
 * package. Undefined where the name comes in a way that cannot be written otherwise (`export default`, `export *` of a
 * package).
 */
export function renameExport(entry: ModuleEntry, from: string, to: string): readonly RenamedPlace[] | undefined {
  if (from === "default") return undefined;
  const found = entry.exports.names.get(from);
  const module = moduleAt(entry.modules, found?.place.path);
  const own = module instanceof ParsedModule ? module.bindings.exports.get(from) : undefined;
  if (!(module instanceof ParsedModule) || own === undefined) return undefined;
  return uniquePlaces(atExport({ module, own }, { from, to }, maxHops));
}

/** More re-exports in a row than anybody writes; it also ends circles. */
const maxHops = 200;

interface Names {
  readonly from: string;
  readonly to: string;
}

/** From where a module exports the name, inwards. */
function atExport({ module, own }: FoundExport, names: Names, hops: number): readonly RenamedPlace[] {
  const specifier = exportSpecifierAt(module, own.span.start);
  const at = (newText: string): RenamedPlace => ({ path: module.path, span: own.span, newText });
  if (specifier === undefined || isAliased(specifier) || hops === 0) return [at(names.to)];
  const { moduleSpecifier } = specifier.parent.parent;
  if (moduleSpecifier === undefined) return [at(names.to), ...atLocal(module, names, hops)];
  const next = follow(module, moduleSpecifier, names.from);
  if (next === undefined) return [at(`${module.text.slice(own.span.start, own.span.end)} as ${names.to}`)];
  return [at(names.to), ...atExport(next, names, hops - 1)];
}

/** Where a name of the module's top level comes from: a declaration or an import. */
function atLocal(module: ParsedModule, names: Names, hops: number): readonly RenamedPlace[] {
  const at = (span: Span, newText: string): RenamedPlace => ({ path: module.path, span, newText });
  const declared = declaredName(module.ast, names.from);
  if (declared !== undefined) return [at(spanOf(declared, module.ast), names.to)];
  for (const statement of module.ast.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const name = importedAs(statement, names.from);
    if (name === undefined) continue;
    const span = spanOf(ts.isImportSpecifier(name) ? name.name : name, module.ast);
    if (!ts.isImportSpecifier(name) || isAliased(name)) return [at(span, names.to)];
    const next = follow(module, statement.moduleSpecifier, names.from);
    if (next === undefined) return [at(span, `${names.from} as ${names.to}`)];
    return [at(span, names.to), ...atExport(next, names, hops - 1)];
  }
  return [];
}

function declaredName(ast: ts.SourceFile, name: string): ts.Identifier | undefined {
  for (const statement of ast.statements) {
    if (ts.isClassDeclaration(statement) && statement.name?.text === name) return statement.name;
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared } of statement.declarationList.declarations)
      if (ts.isIdentifier(declared) && declared.text === name) return declared;
  }
  return undefined;
}

/** What an import binds to a name: its specifier, or the identifier of a default or namespace import. */
function importedAs(
  { importClause }: ts.ImportDeclaration,
  name: string,
): ts.ImportSpecifier | ts.Identifier | undefined {
  if (importClause?.name?.text === name) return importClause.name;
  const names = importClause?.namedBindings;
  if (names === undefined) return undefined;
  if (ts.isNamespaceImport(names)) return names.name.text === name ? names.name : undefined;
  return names.elements.find((each) => each.name.text === name);
}

/** The export behind a specifier, in the project's own code. */
function follow(module: ParsedModule, specifier: ts.Expression, name: string): FoundExport | undefined {
  if (!ts.isStringLiteral(specifier)) return undefined;
  const resolution = module.graph.resolve(specifier.text, module);
  const target = "path" in resolution ? module.graph.module(resolution.path) : undefined;
  if (target === undefined || isInPackage(target.path)) return undefined;
  const own = target.bindings.exports.get(name);
  const found = own === undefined ? starSources(target, name)[0] : { module: target, own };
  return found === undefined || isInPackage(found.module.path) ? undefined : found;
}

function exportSpecifierAt({ ast }: ParsedModule, offset: number): ts.ExportSpecifier | undefined {
  for (const statement of ast.statements) {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause === undefined || !ts.isNamedExports(clause)) continue;
    const found = clause.elements.find((each) => each.name.getStart(ast) === offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isAliased({ name, propertyName }: ts.ExportSpecifier | ts.ImportSpecifier): boolean {
  return propertyName !== undefined && propertyName.text !== name.text;
}

function uniquePlaces(places: readonly RenamedPlace[]): readonly RenamedPlace[] {
  const seen = new Set<string>();
  return places.filter(({ path, span }) => {
    const key = `${span.start} ${path}`;
    return !seen.has(key) && seen.add(key);
  });
}
