import type { FilePath } from "../text/span.ts";
import type { OwnExport, Star } from "./bindings.ts";
import type { NoModule } from "./graph.ts";
import type { OpenReason } from "./model.ts";
import type { ParsedModule } from "./parsedModule.ts";
import type { Resolution } from "./resolver.ts";

/** An exported name together with the module that says so. */
export interface FoundExport {
  readonly module: ParsedModule;
  readonly own: OwnExport;
}

/** What `export *` brings into a module, through however many modules. */
export interface StarExports {
  /** By name, the modules that export it themselves. More than one is ambiguous unless they lead to the same thing. */
  readonly found: ReadonlyMap<string, readonly FoundExport[]>;
  /** The same through `export type *`. */
  readonly types: ReadonlyMap<string, readonly FoundExport[]>;
  /** The stars that could not be followed. */
  readonly open: readonly OpenReason[];
}

/** More modules than this behind the stars of one module are not looked into. */
const maxModules = 2000;

interface Memo {
  readonly version: number;
  readonly reads: ReadonlySet<FilePath>;
  readonly exports: StarExports;
}

const none: StarExports = { found: new Map(), types: new Map(), open: [] };
const memos = new WeakMap<ParsedModule, Memo>();

/** Follows the stars of a module. The answer is kept until a file changes. */
export function starExportsOf(module: ParsedModule): StarExports {
  if (module.bindings.stars.length === 0) return none;
  const { graph } = module;
  let memo = memos.get(module);
  if (memo?.version !== graph.version) {
    const reads = new Set<FilePath>();
    memo = { version: graph.version, reads, exports: graph.recording(reads, () => follow(module)) };
    memos.set(module, memo);
  }
  graph.touch(memo.reads);
  return memo.exports;
}

/** A name that is explicit in a module hides what its own stars bring, but not what comes by another way. */
export function starSources(module: ParsedModule, name: string): readonly FoundExport[] {
  const all = starExportsOf(module).found.get(name) ?? [];
  if (all.length < 2) return all;
  const reached: FoundExport[] = [];
  const visited = new Set<ParsedModule>([module]);
  const waiting = [...targetsOf(module)];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (visited.has(each)) continue;
    visited.add(each);
    const own = each.bindings.exports.get(name);
    if (own === undefined) waiting.push(...targetsOf(each));
    else reached.push({ module: each, own });
  }
  return reached.length > 0 ? reached : all;
}

function targetsOf(module: ParsedModule): readonly ParsedModule[] {
  return module.bindings.stars.flatMap((star) => {
    const target = star.typeKeyword === undefined ? load(module, star) : "missing";
    return typeof target === "string" ? [] : [target];
  });
}

function follow(start: ParsedModule): StarExports {
  const found = new Map<string, FoundExport[]>();
  const types = new Map<string, FoundExport[]>();
  const open: OpenReason[] = [];
  const seen = new Map<ParsedModule, boolean>([[start, false]]);
  for (const [module, isType] of seen) {
    if (module !== start) collect(module, isType ? types : found);
    for (const star of module.bindings.stars) {
      const target = seen.size < maxModules ? load(module, star) : "tooLarge";
      const isTypeStar = isType || star.typeKeyword !== undefined;
      if (typeof target !== "string") {
        visit(seen, target, isTypeStar);
        const kind = isTypeStar ? undefined : unsureKind(module, target);
        if (kind !== undefined) open.push(reason(kind, module, star));
      } else if (!isTypeStar && target !== "none") open.push(reason(target, module, star));
    }
  }
  return { found, types, open };
}

/** Why a module may export more than was read of it. */
function unsureKind(importer: ParsedModule, { ast, bindings }: ParsedModule): OpenReason["kind"] | undefined {
  if (ast.isDeclarationFile) return importer.ast.isDeclarationFile ? undefined : "exportStarUnresolved";
  if (bindings.commonJs !== undefined) return "commonJs";
  return bindings.lost === undefined ? undefined : "unreadable";
}

/** A module that a value star reaches counts as such, even if a type star came first; set anew, it is visited again. */
function visit(seen: Map<ParsedModule, boolean>, target: ParsedModule, isTypeStar: boolean): void {
  const before = seen.get(target);
  if (before === false || before === isTypeStar) return;
  seen.delete(target);
  seen.set(target, isTypeStar);
}

function collect(module: ParsedModule, into: Map<string, FoundExport[]>): void {
  for (const own of module.bindings.exports.values()) {
    if (own.name === "default") continue;
    const known = into.get(own.name);
    if (known === undefined) into.set(own.name, [{ module, own }]);
    else known.push({ module, own });
  }
}

/** The module behind a star, or why it cannot be read; `none` if there is nothing to export (JSON and the like). */
function load(module: ParsedModule, star: Star): ParsedModule | OpenReason["kind"] | "none" {
  const resolution = module.graph.resolve(star.specifier, module);
  if (!("path" in resolution)) return openKinds[resolution.kind];
  const target = module.graph.load(resolution.path);
  return typeof target === "string" ? unreadKinds[target] : target;
}

const openKinds: Readonly<Record<Exclude<Resolution, { path: FilePath }>["kind"], OpenReason["kind"] | "none">> = {
  external: "exportStarExternal",
  generated: "generated",
  unresolved: "exportStarUnresolved",
  asset: "none",
};

const unreadKinds: Readonly<Record<NoModule, OpenReason["kind"]>> = {
  missing: "exportStarUnresolved",
  tooLarge: "tooLarge",
  unreadable: "unreadable",
};

function reason(kind: OpenReason["kind"], module: ParsedModule, star: Star): OpenReason {
  return { kind, detail: star.specifier, place: { path: module.path, span: star.span } };
}
