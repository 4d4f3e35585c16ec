import { t } from "@vscode/l10n";
import type { ExportedName, ExportedValue } from "../source/model.ts";
import { requiredExports } from "./shared/named.ts";
import type { Fix, Rule } from "./rule.ts";

export const exportTypeOnly: Rule = {
  id: "export-type-only",
  severity: "error",
  stage: "dry",
  summary: "A Durable Object class that is exported as a type only",
  fix: "edit",
  *check(worker) {
    for (const { found } of requiredExports(worker)) {
      if (found.value.kind !== "type") continue;
      const message = t(
        "{0} is exported as a type, which is gone at run time, so `wrangler dev` and `wrangler deploy` do not find the class; export the class itself.",
        found.name,
      );
      yield { at: found.place, message, fixes: fixes(found, found.value) };
    }
  },
};

function fixes(found: ExportedName, value: Extract<ExportedValue, { kind: "type" }>): readonly Fix[] {
  const keyword = value.typeKeyword;
  if (keyword === undefined) return [];
  const edits = [{ span: keyword.span, newText: "" }];
  return [{ title: t("Export {0} as a value", found.name), changes: [{ kind: "text", path: keyword.path, edits }] }];
}
