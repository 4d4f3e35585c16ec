import { t } from "@vscode/l10n";
import { basename } from "../text/path.ts";
import { localClasses } from "./shared/bindings.ts";
import type { Rule } from "./rule.ts";

export const serviceWorkerWithDo: Rule = {
  id: "service-worker-with-do",
  severity: "error",
  stage: "dry",
  summary: "A Durable Object binding of a Worker in service-worker syntax",
  fix: "none",
  *check({ entry, environment }) {
    if (entry.kind !== "module" || entry.format !== "service-worker") return;
    const [first] = localClasses(environment).values();
    if (first === undefined) return;
    const message = t(
      "{0} is a service worker, as it has no default export, and cannot bring along Durable Object classes, so `wrangler dev` and `wrangler deploy` stop; export a default object with a `fetch` handler, and the classes beside it.",
      basename(entry.path),
    );
    yield { at: first.span, message };
  },
};
