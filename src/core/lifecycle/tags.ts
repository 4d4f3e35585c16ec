import type { Migration } from "../config/model.ts";

/**
 * The tag for a migration at `index` (at the end if none is given): the last one before it with its last number counted
 * up (`v2` → `v3`, `2026-11-01` → `2026-11-02`), until it is free; `v1` where there is none before.
 */
export function nextTag(migrations: readonly Migration[], index: number = migrations.length): string {
  const taken = new Set(migrations.map((each) => each.tag?.value));
  const before = migrations.slice(0, index).findLast((each) => each.tag !== undefined && each.tag.value !== "");
  let tag = before?.tag?.value ?? "v0";
  do tag = countUp(tag);
  while (taken.has(tag));
  return tag;
}

/**
 * Whether the oldest migrations may have been taken out of the file, as Cloudflare allows once they are applied: no tag
 * of it reads as 0 or 1.
 */
export function isPruned(migrations: readonly Migration[]): boolean {
  return !migrations.some(({ tag }) => {
    const digits = tag?.value.replaceAll(/\D/g, "") ?? "";
    return digits !== "" && BigInt(digits) <= 1n;
  });
}

function countUp(tag: string): string {
  const last = [...tag.matchAll(/\d+/g)].at(-1);
  if (last === undefined) return `${tag}-2`;
  const [digits] = last;
  const next = String(BigInt(digits) + 1n).padStart(digits.length, "0");
  return tag.slice(0, last.index) + next + tag.slice(last.index + digits.length);
}
