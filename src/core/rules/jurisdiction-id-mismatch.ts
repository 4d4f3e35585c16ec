import { t } from "@vscode/l10n";
import ts from "typescript";
import { constantOf } from "../source/localConst.ts";
import { namespaceCallOf, namespaceCalls } from "../source/namespaces.ts";
import { innermost } from "../source/syntax.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const jurisdictionIdMismatch: Rule = {
  id: "jurisdiction-id-mismatch",
  severity: "hint",
  stage: "run",
  summary: "An id without a jurisdiction given to a namespace that has one",
  fix: "none",
  onCalls: ["jurisdiction"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      if (!module.text.includes("jurisdiction")) continue;
      for (const { node, namespace } of namespaceCalls(module, "get")) {
        const [argument] = node.arguments;
        if (argument === undefined || !isJurisdictional(namespace)) continue;
        const made = namespaceCallOf(argument, "idFromName") ?? namespaceCallOf(argument, "newUniqueId");
        if (made?.binding === undefined || made.node.arguments.some((each) => ts.isObjectLiteralExpression(each)))
          continue;
        const message = t(
          "The id is made without the jurisdiction, so `get` fails with “get called on jurisdictional subnamespace with an ID from a different jurisdiction”; make it by the same namespace.",
        );
        yield { at: placeOf(module, argument), message };
      }
    }
  },
};

/** `env.ROOM.jurisdiction("eu")`, or a constant of it. */
function isJurisdictional(namespace: ts.Expression): boolean {
  const node = innermost(namespace);
  const value = ts.isIdentifier(node) ? constantOf(node) : node;
  return value !== undefined && namespaceCallOf(value, "jurisdiction") !== undefined;
}
