import { t } from "@vscode/l10n";
import type { ConfigChange } from "../config/syntax.ts";
import { convertToExports } from "../lifecycle/convert.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import { pendingMigrations } from "../lifecycle/pending.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { isAtLeast } from "../wranglerInUse.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";

/** Turns `migrations` into `exports` wherever they stand in a configuration. */
export function convertLifecycle(files: FileSystem, { workers, path, config }: Analysis): Refactored {
  const [top] = workers;
  if (config.document.syntaxErrors.length > 0) return refuse(t("The configuration cannot be parsed; mend it first."));
  if (!isAtLeast(top.wrangler, exportsSince))
    return refuse(t("`exports` needs wrangler {0}; this project has {1}.", exportsSince, top.wrangler.version));
  if (workers.some(({ lifecycle }) => lifecycle.faults.length > 0))
    return refuse(t("The migrations contradict each other; mend them first."));
  const own = workers.filter(
    ({ environment }) => !environment.migrations.isInherited && environment.migrations.value.length > 0,
  );
  if (own.length === 0) return refuse(t("There are no migrations to convert."));
  const changes: readonly ConfigChange[] = own.flatMap((worker) => convertToExports(worker));
  const isPending = own.some((worker) => pendingMigrations(worker).length > 0);
  return editsOf(files, path, {
    changes: [{ kind: "config", changes }],
    reason: t("The configuration cannot be changed as it is written."),
    notes: [
      t("Once it is deployed with `exports`, the Worker cannot go back to `migrations`."),
      ...(isPending
        ? [t("Migrations that are not committed yet became tombstones; check that they were not deployed.")]
        : []),
    ],
  });
}
