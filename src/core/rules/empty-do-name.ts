import { t } from "@vscode/l10n";
import { stringOf } from "../source/literals.ts";
import { placeOf } from "./shared/code.ts";
import { namespaceCallsOf } from "./shared/namespaceUse.ts";
import type { Rule } from "./rule.ts";

export const emptyDoName: Rule = {
  id: "empty-do-name",
  severity: "hint",
  stage: "own",
  summary: "An object whose name is empty",
  fix: "none",
  onCalls: ["getByName", "idFromName"],
  *check(worker) {
    for (const method of ["idFromName", "getByName"] as const) {
      for (const { module, node } of namespaceCallsOf(worker, method)) {
        const [argument] = node.arguments;
        if (argument === undefined || stringOf(argument) !== "") continue;
        const message = t(
          "The name is empty, which is allowed but seldom meant: every such call gets the same object.",
        );
        yield { at: placeOf(module, argument), message };
      }
    }
  },
};
