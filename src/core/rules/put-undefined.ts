import { t } from "@vscode/l10n";
import ts from "typescript";
import { storageCalls } from "../source/storageCalls.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const putUndefined: Rule = {
  id: "put-undefined",
  severity: "error",
  stage: "run",
  summary: "`put` without a value",
  fix: "none",
  onCalls: ["put"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { method, node, of } of storageCalls(module)) {
        if (method !== "put" || of === "kv" || !lacksValue(node)) continue;
        const message = t(
          "`put` is called with undefined, so this fails when it runs; hand it a value, or use `delete` to remove the key.",
        );
        yield { at: placeOf(module, node), message };
      }
    }
  },
};

/** `put("key")` and `put("key", undefined)`; a single argument that is no string may be an object of keys and values. */
function lacksValue({ arguments: [key, value] }: ts.CallExpression): boolean {
  if (key === undefined) return false;
  if (value === undefined) return ts.isStringLiteralLike(key) || ts.isTemplateExpression(key);
  const isVoid = ts.isVoidExpression(value) && ts.isNumericLiteral(value.expression);
  return isVoid || (ts.isIdentifier(value) && value.text === "undefined");
}
