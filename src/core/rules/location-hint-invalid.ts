import { t } from "@vscode/l10n";
import type ts from "typescript";
import { propertyOf, stringOf } from "../source/literals.ts";
import type { SourceModule } from "../source/model.ts";
import { indexOf } from "../source/moduleIndex.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import { changeWord } from "./shared/changeWord.ts";
import type { Rule } from "./rule.ts";

/** `DurableObjectLocationHint` of @cloudflare/workers-types 5.20261117. */
const hints = ["wnam", "enam", "sam", "weur", "eeur", "apac", "apac-ne", "apac-se", "oc", "afr", "me"];

export const locationHintInvalid: Rule = {
  id: "location-hint-invalid",
  severity: "error",
  stage: "run",
  summary: "A location hint that does not exist",
  fix: "choice",
  onCalls: ["get", "getByName"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const value of hintsIn(module)) {
        const hint = stringOf(value);
        if (hint === undefined || hints.includes(hint)) continue;
        const message = t(
          "There is no location hint “{0}”, so the object is not placed where this asks for; use one of {1}.",
          hint,
          hints.join(", "),
        );
        yield { at: placeOf(module, value), message, fixes: changeWord(module, value, hints) };
      }
    }
  },
};

/** `{ locationHint: … }` as the second argument of `get` and `getByName`. */
function hintsIn(module: SourceModule): readonly ts.Expression[] {
  if (!module.text.includes("locationHint")) return [];
  const { calls } = indexOf(module);
  return [...(calls.get("get") ?? []), ...(calls.get("getByName") ?? [])].flatMap(({ arguments: [, options] }) =>
    options === undefined ? [] : (propertyOf(options, "locationHint") ?? []),
  );
}
