import type { FilePath } from "../text/span.ts";
import { dirname } from "../text/path.ts";
import { Dependencies } from "./dependencies.ts";
import type { ModuleGraph } from "./graph.ts";
import type { SourceModule } from "./model.ts";
import type { Link, ParsedModule } from "./parsedModule.ts";
import type { Resolution } from "./resolver.ts";

export interface Reachable {
  /** By real path, the start first, then the nearest. */
  readonly modules: ReadonlyMap<FilePath, SourceModule>;
  /** Whether a module of the project was not reached, or may not have been. */
  readonly isPartial: boolean;
  readonly reads: ReadonlySet<FilePath>;
}

/** More modules than this are not looked at: rules about the code have seen enough, and the editor must stay fast. */
const maxModules = 2000;

/** The project's modules that `start` loads, directly or not; installed packages are not entered. */
export function reachableFrom(start: ParsedModule): Reachable {
  const { graph } = start;
  const modules = new Map<FilePath, ParsedModule>([[start.realPath, start]]);
  const reads = new Set<FilePath>([start.path, start.realPath]);
  const dependencies = new Dependencies(graph);
  let isPartial = false;
  // What is looked up for packages does not matter here: whether installed or not, they are not entered.
  graph.recording(undefined, () => {
    for (const module of modules.values()) {
      const isDependency = (specifier: string) => dependencies.has(specifier, dirname(module.path));
      for (const link of module.links) {
        const resolution = graph.resolve(link.specifier, module);
        const target = targetOf(graph, resolution);
        if (target !== undefined && modules.size < maxModules) modules.set(target.realPath, target);
        isPartial ||= target === undefined ? mayBeProject(link, resolution, isDependency) : modules.size >= maxModules;
        if (isDecisive(link, resolution)) for (const path of resolution.lookups) reads.add(path);
      }
    }
  });
  for (const module of modules.values()) reads.add(module.path).add(module.realPath);
  return { modules, isPartial, reads };
}

function targetOf(graph: ModuleGraph, resolution: Resolution): ParsedModule | undefined {
  return resolution.kind === "project" ? graph.module(resolution.path) : undefined;
}

function isDecisive({ specifier }: Link, { kind }: Resolution): boolean {
  return kind === "project" || (kind !== "external" && /^[.#/]/.test(specifier));
}

/** What could not be found is the project's own unless a package.json asks for a package of that name. */
function mayBeProject(
  { specifier }: Link,
  { kind }: Resolution,
  isDependency: (specifier: string) => boolean,
): boolean {
  if (kind === "project" || kind === "generated") return true;
  return kind === "unresolved" && !isDependency(specifier);
}
