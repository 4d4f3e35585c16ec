import { t } from "@vscode/l10n";
import ts from "typescript";
import { calledFromConstructor } from "../source/calledFromConstructor.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { blockingCalls, type BlockingCall } from "./shared/bcw.ts";
import { placeOf, textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

/** Handlers and methods that one calls to set an object up, once. */
const setUp = /^#?_?(onStart|init|initiali[sz]e|setup|set|start|load|ensure|hydrate|restore|migrate|configure|create)/i;

export const bcwInRequest: Rule = {
  id: "bcw-in-request",
  severity: "hint",
  stage: "own",
  summary: "`blockConcurrencyWhile` in a request",
  fix: "choice",
  onCalls: ["blockConcurrencyWhile"],
  *check(worker) {
    for (const call of blockingCalls(worker)) {
      const { access, member, owner } = call;
      const name = member.name?.getText();
      if (name === undefined || !ts.isMethodDeclaration(member)) continue;
      if (calledFromConstructor(owner.declaration.node).has(name) || setUp.test(name)) continue;
      const message = t(
        "`blockConcurrencyWhile` in `{0}` holds back every other event of the object each time that it is called; keep it for the constructor, and use a transaction for what must not be interrupted.",
        name,
      );
      yield { at: placeOf(owner.module, nameNode(access)), message, fixes: transactionFix(call) };
    }
  },
};

/** `storage.transaction` takes the same kind of function. */
function transactionFix({ access, owner: { module }, node }: BlockingCall): readonly Fix[] {
  const newText = `${textOf(module, access.expression)}.storage.transaction`;
  const span = { start: access.getStart(module.ast), end: access.end };
  if (node.arguments.length !== 1) return [];
  return [
    { title: t("Use a transaction"), changes: [{ kind: "text", path: module.path, edits: [{ span, newText }] }] },
  ];
}
