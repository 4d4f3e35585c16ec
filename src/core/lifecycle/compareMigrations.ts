import type { Migration } from "../config/model.ts";
import type { StringNode } from "../config/tree.ts";
import { isSame, operationsOf, type Operation } from "./operations.ts";

/** How the migrations of a configuration differ from committed ones, in what a Worker that applied those will not notice. */
export type MigrationEdit =
  /** A committed migration does something else now. */
  | {
      readonly kind: "changed";
      readonly step: Migration;
      readonly tag: StringNode;
      readonly added: readonly Operation[];
      readonly dropped: readonly Operation[];
    }
  /** A committed migration has another tag now. */
  | { readonly kind: "retagged"; readonly tag: StringNode; readonly before: string }
  /** Committed migrations are gone, and not just the oldest ones. */
  | { readonly kind: "removed"; readonly before: readonly Migration[]; readonly isLast: boolean }
  /** A migration that is new, or stood later, stands before one that is committed. */
  | {
      readonly kind: "tooEarly";
      readonly step: Migration;
      readonly tag: StringNode;
      readonly ahead: string;
      readonly isNew: boolean;
    };

/** Compares committed migrations with the present ones, by their tags. Oldest migrations may go: they are applied. */
export function compareMigrations(before: readonly Migration[], after: readonly Migration[]): readonly MigrationEdit[] {
  if (after.length === 0) return [];
  // A tag that is used twice is a mistake of its own, and wrangler takes the first.
  const unique = after.filter((step) => tagOf(step) === undefined || find(after, tagOf(step)) === step);
  const missing = before.filter((each) => tagOf(each) !== undefined && find(after, tagOf(each)) === undefined);
  const retagged = missing.flatMap((each) => retag(each, before, after));
  const renamed = new Set(retagged.map((each) => each.before));
  const isNew = (step: Migration): boolean =>
    find(before, tagOf(step)) === undefined && !retagged.some(({ tag }) => tag === step.tag);
  return [
    ...unique.flatMap((step) => changes(find(before, tagOf(step)), step)),
    ...retagged,
    ...removals(
      before,
      missing.filter((each) => !renamed.has(tagOf(each) ?? "")),
    ),
    ...misplaced(before, unique, isNew),
  ];
}

function changes(before: Migration | undefined, step: Migration): readonly MigrationEdit[] {
  if (before === undefined || step.tag === undefined) return [];
  const old = operationsOf(before);
  const now = operationsOf(step);
  const added = now.filter((each) => !old.some((other) => isSame(each, other)));
  const dropped = old.filter((each) => !now.some((other) => isSame(each, other)));
  return added.length + dropped.length === 0 ? [] : [{ kind: "changed", step, tag: step.tag, added, dropped }];
}

/** A migration that is gone by its tag and there by all that it does has another tag. */
function retag(
  step: Migration,
  before: readonly Migration[],
  after: readonly Migration[],
): readonly Extract<MigrationEdit, { kind: "retagged" }>[] {
  const operations = operationsOf(step);
  const same = after.find(
    (each) => find(before, tagOf(each)) === undefined && doesSame(operationsOf(each), operations),
  );
  const tag = tagOf(step);
  return operations.length === 0 || same?.tag === undefined || tag === undefined
    ? []
    : [{ kind: "retagged", tag: same.tag, before: tag }];
}

function doesSame(a: readonly Operation[], b: readonly Operation[]): boolean {
  return a.length === b.length && a.every((each) => b.some((other) => isSame(each, other)));
}

/** Migrations may go from the top, as long as the last one stays, by which wrangler finds what is applied. */
function removals(before: readonly Migration[], missing: readonly Migration[]): readonly MigrationEdit[] {
  const firstKept = before.findIndex((each) => !missing.includes(each));
  const removed = missing.filter((each) => firstKept === -1 || before.indexOf(each) > firstKept);
  const last = before.at(-1);
  return removed.length === 0 ? [] : [{ kind: "removed", before: removed, isLast: removed.at(-1) === last }];
}

/** New migrations before a committed one, and committed ones in another order. */
function misplaced(
  before: readonly Migration[],
  after: readonly Migration[],
  isNew: (step: Migration) => boolean,
): readonly MigrationEdit[] {
  const order = before.map(tagOf).filter((tag) => find(after, tag) !== undefined);
  return after.flatMap((step, index): readonly MigrationEdit[] => {
    const position = order.indexOf(tagOf(step));
    const ahead = after.slice(index + 1).find((later) => {
      const other = order.indexOf(tagOf(later));
      return other !== -1 && (isNew(step) || (position !== -1 && other < position));
    })?.tag?.value;
    if (ahead === undefined || step.tag === undefined) return [];
    return [{ kind: "tooEarly", step, tag: step.tag, ahead, isNew: isNew(step) }];
  });
}

function tagOf({ tag }: Migration): string | undefined {
  return tag?.value;
}

function find(migrations: readonly Migration[], tag: string | undefined): Migration | undefined {
  return tag === undefined ? undefined : migrations.find((each) => each.tag?.value === tag);
}
