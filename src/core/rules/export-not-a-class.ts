import { t } from "@vscode/l10n";
import { requiredExports } from "./shared/named.ts";
import type { Rule } from "./rule.ts";

export const exportNotAClass: Rule = {
  id: "export-not-a-class",
  severity: "error",
  stage: "dev",
  summary: "An export that is used as a Durable Object class and is none",
  fix: "none",
  *check(worker) {
    for (const { found } of requiredExports(worker)) {
      if (found.value.kind !== "notAClass") continue;
      const message = t(
        "{0} is used as a Durable Object class, but what is exported under that name is no class, so `wrangler dev` crashes at start with “Class extends value … is not a constructor” and the deploy fails; export a class.",
        found.name,
      );
      yield { at: found.place, message };
    }
  },
};
