import { t } from "@vscode/l10n";
import { namespaceCallOf } from "../source/namespaces.ts";
import type { Binding } from "../config/model.ts";
import type { Worker } from "../worker.ts";
import { placeOf } from "./shared/code.ts";
import { namespaceCallsOf } from "./shared/namespaceUse.ts";
import type { Rule } from "./rule.ts";

export const idFromOtherNamespace: Rule = {
  id: "id-from-other-namespace",
  severity: "error",
  stage: "run",
  summary: "An id of one namespace given to another",
  fix: "none",
  onCalls: ["idFromName", "idFromString", "newUniqueId"],
  *check(worker) {
    for (const { module, node, binding } of namespaceCallsOf(worker, "get")) {
      const [argument] = node.arguments;
      if (argument === undefined || binding === undefined) continue;
      for (const method of ["idFromName", "idFromString", "newUniqueId"] as const) {
        const made = namespaceCallOf(argument, method);
        if (made?.binding === undefined || !areDifferent(worker, binding, made.binding)) continue;
        const message = t(
          "The id is made by {0} and means nothing to {1}, whose objects are of another class; make it by {1}.",
          made.binding,
          binding,
        );
        yield { at: placeOf(module, argument), message };
      }
    }
  },
};

/** Two bindings may be of one class. */
function areDifferent({ environment }: Worker, a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => environment.bindings.find((each) => each.name?.value === name));
  return one !== undefined && other !== undefined && namespaceOf(one) !== namespaceOf(other);
}

function namespaceOf({ className, scriptName, environment }: Binding): string {
  return JSON.stringify([className?.value, scriptName?.value, environment?.value]);
}
