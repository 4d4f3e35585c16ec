import ts from "typescript";
import { envUses } from "../source/envUse.ts";
import type { ModuleEntry, SourceModule } from "../source/model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { spanOf } from "../source/syntax.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { Occurrence, Subject } from "./subject.ts";

/**
 * Every place in the modules of a Worker that declares or exports one of its classes, or reads one of its bindings or of
 * `ctx.exports`. `names` are the bindings that count, of every environment.
 */
export function codeOccurrences(worker: Worker, names: ReadonlySet<string>): readonly Occurrence[] {
  const { entry, config } = worker;
  if (entry.kind !== "module") return [];
  const ofExports = exportOccurrences(entry, config.path);
  const classes = new Set(entry.exports.names.keys());
  const ofUses = [...entry.modules.values()].flatMap((module) => [
    ...bindingUses(module, config.path, names),
    ...exportUses(module, config.path, classes),
  ]);
  return [...ofExports, ...ofUses];
}

function exportOccurrences(entry: ModuleEntry, config: FilePath): readonly Occurrence[] {
  return [...entry.exports.names.values()].flatMap(({ name, place, value }): readonly Occurrence[] => {
    const declaration = value.kind === "class" || value.kind === "maybe" ? value.declaration : undefined;
    if (declaration === undefined || name === "default") return [];
    const subject: Subject = { kind: "class", config, name };
    const declared = { path: declaration.path, span: declaration.nameSpan };
    const isOne = declared.path === place.path && declared.span.start === place.span.start;
    const base = { subject, config, environment: null };
    const own: Occurrence = { ...base, role: "declaration", place: declared };
    return isOne ? [own] : [own, { ...base, role: "export", place }];
  });
}

function bindingUses(module: SourceModule, config: FilePath, names: ReadonlySet<string>): readonly Occurrence[] {
  return envUses(module)
    .filter((use) => names.has(use.name))
    .map((use) => ({
      subject: { kind: "binding", config, name: use.name },
      role: "use",
      place: unquotedPlace(module, use.node),
      config,
      environment: null,
    }));
}

/** `ctx.exports.Room`, and `exports.Room` of `cloudflare:workers`. */
function exportUses(module: SourceModule, config: FilePath, classes: ReadonlySet<string>): readonly Occurrence[] {
  if (!module.text.includes("exports")) return [];
  const { accesses } = indexOf(module);
  return [...classes].flatMap((name) =>
    (accesses.get(name) ?? [])
      .filter((node) => isExports(node.expression))
      .map((node): Occurrence => {
        const subject: Subject = { kind: "class", config, name };
        return { subject, role: "use", place: unquotedPlace(module, node), config, environment: null };
      }),
  );
}

function isExports(node: ts.Expression): boolean {
  if (!isNamedAccess(node) || accessedName(node) !== "exports") return false;
  const owner = node.expression;
  return ts.isIdentifier(owner) ? owner.text === "ctx" : isNamedAccess(owner) && accessedName(owner) === "ctx";
}

function unquotedPlace({ ast, path }: SourceModule, node: NamedAccess): Occurrence["place"] {
  const name = nameNode(node);
  const { start, end } = spanOf(name, ast);
  const quotes = ts.isStringLiteralLike(name) ? 1 : 0;
  return { path, span: { start: start + quotes, end: end - quotes } };
}
