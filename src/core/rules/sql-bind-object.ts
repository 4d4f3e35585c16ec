import { t } from "@vscode/l10n";
import type ts from "typescript";
import { parameterCount } from "../sql/tokens.ts";
import type { SourceModule } from "../source/model.ts";
import { placeOf, textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { isArrayBinding, oddValueOf, type OddValue } from "./shared/sqlBindings.ts";
import { sqlUses } from "./shared/sqlUses.ts";

export const sqlBindObject: Rule = {
  id: "sql-bind-object",
  severity: "warning",
  stage: "run",
  summary: "An object, a date or a BigInt handed to `sql.exec`",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    for (const { call, module, statements } of sqlUses(worker)) {
      if (isArrayBinding(call, parameterCount(statements.at(-1)?.tokens ?? []))) continue;
      for (const binding of call.bindings) {
        const kind = oddValueOf(binding);
        if (kind === undefined || kind === "boolean") continue;
        yield { at: placeOf(module, binding), message: messageOf(kind), fixes: fixes(module, binding, kind) };
      }
    }
  },
};

function messageOf(kind: Exclude<OddValue, "boolean">): string {
  switch (kind) {
    case "bigint":
      return t("A BigInt cannot be bound, so this fails when it runs; bind a number or a string.");
    case "date":
      return t("A date is bound as its long text, such as “Thu Jan 01 1970 …”; bind its time in milliseconds.");
    case "array":
      return t("An array is bound as one text, its items joined by commas; bind its JSON.");
    case "object":
      return t("An object is bound as the text “[object Object]”; bind its JSON.");
  }
}

function fixes(module: SourceModule, binding: ts.Expression, kind: OddValue): readonly Fix[] {
  const text = textOf(module, binding);
  const { span, path } = placeOf(module, binding);
  return replacements(text, kind).map((newText) => ({
    title: t("Bind `{0}`", newText),
    changes: [{ kind: "text", path, edits: [{ span, newText }] }],
  }));
}

function replacements(text: string, kind: OddValue): readonly string[] {
  if (kind === "bigint") return [`Number(${text})`];
  return kind === "date" ? [`${text}.getTime()`, `${text}.toISOString()`] : [`JSON.stringify(${text})`];
}
