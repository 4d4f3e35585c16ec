import { t } from "@vscode/l10n";
import ts from "typescript";
import { calledFromConstructor } from "../source/calledFromConstructor.ts";
import { enclosingMember } from "../source/enclosing.ts";
import { classesInModules, ownerOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";
import { sqlPlace, sqlUses } from "./shared/sqlUses.ts";

/** What is called to set an object up, whoever calls it. */
const setUp = /init|setup|migrat|schema|ensure|create|start|table|constructor|prepare/i;

export const schemaInRequestPath: Rule = {
  id: "schema-in-request-path",
  severity: "hint",
  stage: "own",
  summary: "A table created in a request",
  fix: "none",
  onCalls: ["exec"],
  *check(worker) {
    const classes = classesInModules(worker);
    for (const use of sqlUses(worker)) {
      const [first, second] = use.statements[0]?.tokens ?? [];
      const isCreate = first?.upper === "CREATE" && second?.upper === "TABLE";
      if (!isCreate || second === undefined) continue;
      const owner = ownerOf(classes, use.call.node);
      const member = enclosingMember(use.call.node);
      const name = member?.name?.getText();
      if (owner === undefined || member === undefined || !ts.isMethodDeclaration(member) || name === undefined)
        continue;
      if (setUp.test(name) || calledFromConstructor(owner.declaration.node).has(name)) continue;
      const message = t(
        "`{0}` creates the table each time that it is called; create tables once, in the constructor, inside `blockConcurrencyWhile`.",
        name,
      );
      yield { at: sqlPlace(use, { start: first.start, end: second.end }), message };
    }
  },
};
