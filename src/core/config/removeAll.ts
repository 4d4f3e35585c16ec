import type { ConfigChange } from "./syntax.ts";
import type { ConfigPath } from "./tree.ts";

/**
 * Changes that remove several properties or items, all by their paths in the text that was read. Changes are made one
 * after the other, so the last item of an array goes first, as removing an item moves those behind it.
 */
export function removeAll(
  paths: readonly ConfigPath[],
  { prune }: { readonly prune: boolean } = { prune: true },
): readonly ConfigChange[] {
  return paths.toSorted(lastFirst).map((path): ConfigChange => ({ kind: "remove", path, prune }));
}

function lastFirst(a: ConfigPath, b: ConfigPath): number {
  const index = a.findIndex((part, at) => part !== b[at]);
  const [one = "", two = ""] = [a[index], b[index]];
  if (typeof one === "number" && typeof two === "number") return two - one;
  return String(one) < String(two) ? 1 : -1;
}
