import type { ConfigPath, StringNode } from "../config/tree.ts";
import type { Span } from "../text/span.ts";

/** The storage a namespace was created with; it never changes. */
export type Storage = "sqlite" | "kv";

/** What the lifecycle of one environment comes to, whichever way it is written. */
export interface Lifecycle {
  /** `none` if neither `migrations` nor `exports` declares a Durable Object; `both` is refused by wrangler. */
  readonly dialect: "migrations" | "exports" | "both" | "none";
  /** Every class it names, in the order it names them first. */
  readonly classes: ReadonlyMap<string, LifecycleClass>;
  /** What the replay of `migrations` stumbles over, in wrangler's order. */
  readonly faults: readonly ReplayFault[];
}

export interface LifecycleClass {
  readonly name: string;
  /** Unknown for a class that came from another Worker by a migration. */
  readonly storage: Storage | undefined;
  readonly state: "live" | "expecting-transfer" | "renamed" | "deleted" | "transferred";
  /** Step by step, in the order they happen; the last one made the state. */
  readonly events: readonly [LifecycleEvent, ...LifecycleEvent[]];
}

/** One thing that happens to a class. */
export interface LifecycleEvent {
  readonly kind:
    | "created"
    | "renamedFrom"
    | "renamedTo"
    | "deleted"
    | "transferredFrom"
    | "transferredTo"
    | "expectsTransfer";
  /** The tag of its migration; undefined in `exports`, which has none. */
  readonly tag: string | undefined;
  /** The class's name where the event is written: an item of a list, or a key of `exports`. */
  readonly span: Span;
  /** Where that is: the item (or the `to` or `from` of it), or the entry. */
  readonly path: ConfigPath;
  /** The other class, of a rename or transfer. */
  readonly other?: string;
  /** The other Worker, of a transfer. */
  readonly script?: string;
}

/** A step that cannot be applied to what the steps before it made. */
export interface ReplayFault {
  readonly kind:
    | "createExisting"
    | "deleteMissing"
    | "renameMissing"
    | "renameOntoExisting"
    /** The class is there, but wrangler's replay does not see it, as it came by `transferred_classes`. */
    | "transferInvisible";
  /** The field the class stands in: `new_classes`, `deleted_classes`, … */
  readonly field: string;
  readonly className: StringNode;
  /** The index of the migration, from 0. */
  readonly index: number;
}

/** Whether a class can have objects now: it was created, renamed into, or is expected from another Worker. */
export function isLive(found: LifecycleClass | undefined): boolean {
  return found?.state === "live" || found?.state === "expecting-transfer";
}
