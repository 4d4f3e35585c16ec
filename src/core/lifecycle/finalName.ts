import type { Lifecycle } from "./model.ts";

/** The name that a renamed class has in the end, after every rename behind it; undefined if it is not renamed, or leads to no live class. */
export function finalName({ classes }: Lifecycle, className: string): string | undefined {
  const seen = new Set<string>();
  let current = classes.get(className);
  while (current?.state === "renamed" && !seen.has(current.name)) {
    seen.add(current.name);
    current = classes.get(current.events.at(-1)?.other ?? "");
  }
  return seen.size > 0 && current?.state === "live" ? current.name : undefined;
}
