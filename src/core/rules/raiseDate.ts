import { t } from "@vscode/l10n";
import type { Worker } from "../worker.ts";
import type { Fix } from "./rule.ts";

/** The fix that sets the compatibility date of a Worker to the day a behaviour came; none where no date is written. */
export function raiseDate({ environment }: Worker, since: string): readonly Fix[] {
  const node = environment.compatibilityDate;
  if (node === undefined) return [];
  const changes = [{ kind: "set", path: node.path, value: since } as const];
  return [{ title: t("Set `compatibility_date` to {0}", since), changes: [{ kind: "config", changes }] }];
}
