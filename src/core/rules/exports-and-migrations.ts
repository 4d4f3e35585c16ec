import { t } from "@vscode/l10n";
import type { ConfigChange } from "../config/syntax.ts";
import { property } from "../config/tree.ts";
import { convertToExports } from "../lifecycle/convert.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import type { Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Fix, Rule } from "./rule.ts";

export const exportsAndMigrations: Rule = {
  id: "exports-and-migrations",
  severity: "error",
  stage: "cfg",
  summary: "Durable Objects in `exports` beside `migrations`",
  fix: "choice",
  *check(worker) {
    if (worker.lifecycle.dialect !== "both") return;
    const message = t(
      "`migrations` and `exports` both declare Durable Objects, so every wrangler command stops; keep only one of them.",
    );
    yield { at: place(worker), message, fixes: fixes(worker), ...refusedSince(worker, exportsSince) };
  },
};

/** The key `exports`, or `migrations` where an environment adds those to inherited `exports`. */
function place({ config, environment }: Worker): Span {
  const { migrations, exports, node } = environment;
  const isAddedMigrations = exports.isInherited && !migrations.isInherited;
  const holder = exports.isInherited && migrations.isInherited ? config.document.root : node;
  return (property(holder, isAddedMigrations ? "migrations" : "exports") ?? holder.properties[0])?.keySpan ?? node.span;
}

function fixes(worker: Worker): readonly Fix[] {
  const { migrations, exports, name } = worker.environment;
  const convert = configFix(t("Convert the migrations to `exports`"), ...convertToExports(worker));
  if (name !== null && migrations.isInherited && !exports.isInherited) {
    return [configFix(t("Inherit no migrations in {0}", name), clear(worker, "migrations", [])), convert];
  }
  if (name !== null && exports.isInherited && !migrations.isInherited) {
    return [configFix(t("Inherit no `exports` in {0}", name), clear(worker, "exports", {})), convert];
  }
  const entries = exports.value.map(({ node }): ConfigChange => ({ kind: "remove", path: node.path, prune: true }));
  return [convert, configFix(t("Keep the migrations and remove the Durable Objects from `exports`"), ...entries)];
}

/** An own empty value replaces what the environment would inherit. */
function clear(
  { environment }: Worker,
  key: string,
  value: readonly [] | Readonly<Record<string, never>>,
): ConfigChange {
  return { kind: "set", path: [...environment.path, key], value };
}
