import { t } from "@vscode/l10n";
import { hasBehaviour, type BehaviourName } from "../../config/compatibility.ts";
import type { ModuleEntry } from "../../source/model.ts";
import type { Worker } from "../../worker.ts";
import type { Fix } from "../rule.ts";

/**
 * Whether a Worker's code runs without a behaviour of the runtime: its own date or flags say so, and no other
 * configuration of the same entry has it.
 */
export function lacksBehaviour({ environment, others }: Worker, { path }: ModuleEntry, name: BehaviourName): boolean {
  if (hasBehaviour(environment, name) !== false) return false;
  return others.sharing(path).every((each) => hasBehaviour(each, name) === false);
}

/** The fix that sets the compatibility date of a Worker to the day a behaviour came; none where no date is written. */
export function raiseDate({ environment }: Worker, since: string): readonly Fix[] {
  const node = environment.compatibilityDate;
  if (node === undefined) return [];
  const changes = [{ kind: "set", path: node.path, value: since } as const];
  return [{ title: t("Set `compatibility_date` to {0}", since), changes: [{ kind: "config", changes }] }];
}
