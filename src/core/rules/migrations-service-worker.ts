import { t } from "@vscode/l10n";
import { property } from "../config/tree.ts";
import { basename } from "../text/path.ts";
import { localClasses } from "./shared/bindings.ts";
import type { Rule } from "./rule.ts";

export const migrationsServiceWorker: Rule = {
  id: "migrations-service-worker",
  severity: "error",
  stage: "dry",
  summary: "Migrations of a Worker in service-worker syntax",
  fix: "none",
  *check({ config, entry, environment }) {
    if (entry.kind !== "module" || entry.format !== "service-worker") return;
    const { migrations, node } = environment;
    // A binding beside them is the first that wrangler complains of, and has a rule of its own.
    if (migrations.value.length === 0 || localClasses(environment).size > 0) return;
    const holder = migrations.isInherited ? config.document.root : node;
    const message = t(
      "{0} is a service worker, as it has no default export, and cannot bring along Durable Object classes, so `wrangler dev` and `wrangler deploy` stop; export a default object with a `fetch` handler, or remove `migrations`.",
      basename(entry.path),
    );
    yield { at: property(holder, "migrations")?.keySpan ?? node.span, message };
  },
};
