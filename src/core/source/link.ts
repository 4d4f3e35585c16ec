import ts from "typescript";
import type { FilePath, Place } from "../text/span.ts";
import type { ExportTarget, ImportedName, Local } from "./bindings.ts";
import { isKnownBase } from "./knownBases.ts";
import type { ExportOrigin } from "./model.ts";
import type { ParsedModule } from "./parsedModule.ts";
import { starExportsOf, starSources, type FoundExport } from "./stars.ts";

/** What a name comes to in the end, when every import and re-export on the way has been followed. */
export type Settled =
  /** What a module declares itself; `name` is undefined for a default export without one. */
  | { readonly kind: "local"; readonly module: ParsedModule; readonly local: Local; readonly name: string | undefined }
  /** A module as a whole. */
  | { readonly kind: "namespace"; readonly importer: ParsedModule; readonly specifier: string }
  | { readonly kind: "type"; readonly typeKeyword?: Place }
  /** The module was read and has no such name. */
  | { readonly kind: "missing"; readonly from: FilePath }
  /** The runtime's, a library's that cannot be read, or behind a specifier that could not be resolved. */
  | {
      readonly kind: "foreign";
      readonly importer: ParsedModule;
      readonly source: ExportOrigin;
      /** The library's JavaScript, if it was read and does not have the name. */
      readonly absentFrom?: FilePath;
    }
  | { readonly kind: "unknown" };

/** Whether the way ends where it leads into a library (`stop`), or is followed through its files. */
export type AtLibraries = "stop" | "follow";

interface Step {
  readonly module: ParsedModule;
  readonly target: ExportTarget;
}

/** More re-exports in a row than anybody writes; it also ends circles. */
const maxHops = 200;

/** Follows a name of a module's top level. */
export function settleLocal(module: ParsedModule, name: string, atLibraries: AtLibraries): Settled {
  return settle({ module, target: { kind: "local", name, typeKeyword: undefined } }, atLibraries);
}

/** Follows a name as a module exports it. */
export function settleExport(found: FoundExport): Settled {
  return settle({ module: found.module, target: found.own.target }, "follow");
}

/** Follows an expression that is a name, or a member of a namespace import (`cf.DurableObject`); undefined for any other. */
export function settleExpression(
  module: ParsedModule,
  expression: ts.Expression,
  atLibraries: AtLibraries,
): Settled | undefined {
  if (ts.isIdentifier(expression)) return settleLocal(module, expression.text, atLibraries);
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const owner = settleLocal(module, expression.expression.text, atLibraries);
  if (owner.kind !== "namespace") return undefined;
  const { specifier, importer } = owner;
  const target: ExportTarget = { kind: "import", specifier, imported: expression.name.text, typeKeyword: undefined };
  return settle({ module: importer, target }, atLibraries);
}

/** Follows a library's name through its declarations; undefined if it has none, or they do not have the name. */
export function settleDeclared(importer: ParsedModule, source: ExportOrigin): Settled | undefined {
  const resolution = importer.graph.resolveTypes(source.module, importer);
  if (!("path" in resolution)) return undefined;
  const module = importer.graph.module(resolution.path);
  if (module?.ast.isDeclarationFile !== true) return undefined;
  const found = exportOf(module, source.name);
  return "target" in found ? settle(found, "follow") : found;
}

/** The one thing that several stars bring under a name; undefined if they bring different things, which excludes the name. */
export function settleStars(module: ParsedModule, name: string): Settled | undefined {
  const question = `${name} in ${module.realPath}`;
  if (asked.has(question)) return { kind: "unknown" };
  asked.add(question);
  try {
    return settleOneOf(module, name);
  } finally {
    asked.delete(question);
  }
}

/** The questions being answered, as stars and names may lead in circles. */
const asked = new Set<string>();

function settleOneOf(module: ParsedModule, name: string): Settled | undefined {
  const settled = starSources(module, name).map(settleExport);
  const values = settled.filter((each) => each.kind !== "type");
  const [first] = values.length > 0 ? values : settled;
  if (first === undefined) return undefined;
  return values.every((each) => identityOf(each) === identityOf(first)) ? first : undefined;
}

function settle(start: Step, atLibraries: AtLibraries): Settled {
  let step = start;
  for (let hops = 0; hops < maxHops; hops++) {
    const next = (atLibraries === "stop" ? enterLibrary(step) : undefined) ?? advance(step);
    if (!("target" in next)) return next;
    step = next;
  }
  return { kind: "unknown" };
}

/** The library's name that a step leads to; undefined if it stays in the project. Known bases count wherever they lie. */
function enterLibrary({ module, target }: Step): Settled | undefined {
  if (target.kind !== "import" || target.imported === "*" || /^[.#/]/.test(target.specifier)) return undefined;
  const source: ExportOrigin = { name: target.imported, module: target.specifier };
  const isLibrary = isKnownBase(source) || module.graph.resolve(target.specifier, module).kind !== "project";
  return isLibrary ? { kind: "foreign", importer: module, source } : undefined;
}

function advance({ module, target }: Step): Step | Settled {
  if (target.kind === "value") return { kind: "local", module, local: target.value, name: undefined };
  if (target.typeKeyword !== undefined) {
    return { kind: "type", typeKeyword: { path: module.path, span: target.typeKeyword } };
  }
  if (target.kind === "import") return advanceImport(module, target);
  const local = module.bindings.locals.get(target.name);
  if (local === undefined) return { kind: "unknown" };
  if (local.kind === "import") return { module, target: local };
  return local.kind === "type" ? { kind: "type" } : { kind: "local", module, local, name: target.name };
}

function advanceImport(importer: ParsedModule, { specifier, imported }: ImportedName): Step | Settled {
  if (imported === "*") return { kind: "namespace", importer, specifier };
  const foreign = { kind: "foreign", importer, source: { name: imported, module: specifier } } as const;
  const resolution = importer.graph.resolve(specifier, importer);
  if (!("path" in resolution)) return foreign;
  const module = importer.graph.module(resolution.path);
  if (module === undefined) return foreign;
  const found = exportOf(module, imported);
  if (resolution.kind === "project" || "target" in found) return found;
  if (found.kind === "missing") return { ...foreign, absentFrom: found.from };
  return found.kind === "unknown" ? foreign : found;
}

function exportOf(module: ParsedModule, name: string): Step | Settled {
  const own = module.bindings.exports.get(name);
  if (own !== undefined) return { module, target: own.target };
  if (module.bindings.commonJs !== undefined || module.bindings.lost !== undefined) return { kind: "unknown" };
  if (name === "default") return { kind: "missing", from: module.path };
  const stars = starExportsOf(module);
  const [first, second] = stars.found.get(name) ?? [];
  if (first !== undefined && second === undefined) return { module: first.module, target: first.own.target };
  if (first !== undefined) return settleStars(module, name) ?? { kind: "unknown" };
  if (stars.open.length > 0) return { kind: "unknown" };
  return stars.types.has(name) ? { kind: "type" } : { kind: "missing", from: module.path };
}

function identityOf(settled: Settled): string {
  switch (settled.kind) {
    case "local":
      return `${settled.module.realPath}#${settled.name ?? "default"}`;
    case "foreign":
      return `${settled.source.module}#${settled.source.name}`;
    case "namespace":
      return `${settled.specifier}#*`;
    case "missing":
      return `${settled.from}#`;
    case "type":
    case "unknown":
      return settled.kind;
  }
}
