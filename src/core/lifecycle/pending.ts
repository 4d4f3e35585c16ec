import type { Migration } from "../config/model.ts";
import type { Worker } from "../worker.ts";

/** The migrations whose tags the committed configuration does not have, so that they may not be applied yet; none without history. */
export function pendingMigrations({ environment, committed }: Worker): readonly Migration[] {
  if (committed === undefined) return [];
  const applied = new Set(committed.environment.migrations.value.map((each) => each.tag?.value));
  return environment.migrations.value.filter((each) => !applied.has(each.tag?.value));
}
