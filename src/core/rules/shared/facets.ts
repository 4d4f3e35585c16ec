import type { ModuleEntry } from "../../source/model.ts";

/** Whether the code makes facets, whose classes need neither a binding nor a namespace of their own. */
export function usesFacets({ modules }: ModuleEntry): boolean {
  return [...modules.values()].some(({ text }) => /\bfacets\b|\bsubAgent\b/.test(text));
}
