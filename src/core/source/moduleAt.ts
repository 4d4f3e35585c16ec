import type { SourceModule } from "./model.ts";

/** The module at a path, among those that an entry reaches by their real paths; undefined if it is none of them. */
export function moduleAt(
  modules: ReadonlyMap<string, SourceModule>,
  path: string | undefined,
): SourceModule | undefined {
  return [...modules.values()].find((each) => each.path === path);
}
