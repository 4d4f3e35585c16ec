import type { ExportEntry } from "../config/model.ts";
import { child } from "../config/tree.ts";
import type { CommittedWorker, Worker } from "../worker.ts";
import { isLive, type Storage } from "./model.ts";

/** How the entries of `exports` differ from a committed lifecycle, in what cannot be reconciled with what is deployed. */
export type ExportsEdit =
  | { readonly kind: "storage"; readonly entry: ExportEntry; readonly before: Storage }
  | { readonly kind: "removed"; readonly className: string; readonly storage: Storage };

/** Compares `exports` with the committed lifecycle, in whichever way that was written. */
export function changesOfExports(
  { environment, lifecycle }: Worker,
  committed: CommittedWorker,
): readonly ExportsEdit[] {
  if (lifecycle.dialect !== "exports") return [];
  return [...committed.lifecycle.classes.values()].filter(isLive).flatMap((before): readonly ExportsEdit[] => {
    const entry = environment.exports.value.find((each) => each.className === before.name);
    if (entry === undefined) {
      const isUnread = child(environment.exports.node, before.name) !== undefined;
      return isUnread ? [] : [{ kind: "removed", className: before.name, storage: before.storage ?? "sqlite" }];
    }
    const now = lifecycle.classes.get(entry.className);
    const hasChanged = isLive(now) && now?.storage !== undefined && before.storage !== undefined;
    return hasChanged && now.storage !== before.storage ? [{ kind: "storage", entry, before: before.storage }] : [];
  });
}
