import { t } from "@vscode/l10n";
import type ts from "typescript";
import { propertyOf, stringOf } from "../source/literals.ts";
import type { Worker } from "../worker.ts";
import { changeWord } from "./shared/changeWord.ts";
import { placeOf } from "./shared/code.ts";
import { namespaceCallsOf, type NamespaceCallIn } from "./shared/namespaceUse.ts";
import type { Rule } from "./rule.ts";

/** `DurableObjectJurisdiction` of @cloudflare/workers-types 5.20261117. */
const jurisdictions = ["eu", "fedramp", "fedramp-high", "us"];

export const jurisdictionInvalid: Rule = {
  id: "jurisdiction-invalid",
  severity: "error",
  stage: "run",
  summary: "A jurisdiction that does not exist",
  fix: "choice",
  onCalls: ["jurisdiction", "newUniqueId"],
  *check(worker) {
    for (const { module, value } of jurisdictionsIn(worker)) {
      const name = stringOf(value);
      if (name === undefined || jurisdictions.includes(name)) continue;
      const message = t(
        "There is no jurisdiction “{0}”, so this fails when it runs; use one of {1}.",
        name,
        jurisdictions.join(", "),
      );
      yield { at: placeOf(module, value), message, fixes: changeWord(module, value, jurisdictions) };
    }
  },
};

/** `namespace.jurisdiction(…)` and `namespace.newUniqueId({ jurisdiction: … })`. */
function jurisdictionsIn(
  worker: Worker,
): readonly (Pick<NamespaceCallIn, "module"> & { readonly value: ts.Expression })[] {
  const named = namespaceCallsOf(worker, "jurisdiction").flatMap(
    ({
      module,
      node: {
        arguments: [value],
      },
    }) => (value === undefined ? [] : [{ module, value }]),
  );
  const unique = namespaceCallsOf(worker, "newUniqueId").flatMap(
    ({
      module,
      node: {
        arguments: [options],
      },
    }) => {
      const value = options && propertyOf(options, "jurisdiction");
      return value === undefined ? [] : [{ module, value }];
    },
  );
  return [...named, ...unique];
}
