import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import { insertAt } from "../text/edits.ts";
import { placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { knownStubCalls, type KnownStubCall } from "./shared/stubs.ts";

export const rpcUnawaited: Rule = {
  id: "rpc-unawaited",
  severity: "warning",
  stage: "own",
  summary: "An RPC call whose result nobody waits for",
  fix: "choice",
  onCalls: ["get", "getByName"],
  *check(worker) {
    for (const call of knownStubCalls(worker)) {
      if (!ts.isExpressionStatement(call.node.parent)) continue;
      const message = t(
        "Nothing waits for this call of `{0}`, so its errors are lost and it may be cut off when the request ends; put `await` before it or hand it to `waitUntil`.",
        call.method,
      );
      yield { at: placeOf(call.module, call.node), message, fixes: fixes(call) };
    }
  },
};

function fixes({ module, node }: KnownStubCall): readonly Fix[] {
  const start = node.getStart(module.ast);
  const change = (newText: string) => ({ kind: "text" as const, path: module.path, edits: [insertAt(start, newText)] });
  const isAsync = enclosingFunction(node)?.modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
  const awaiting = isAsync ? [{ title: t("Wait for the call"), changes: [change("await ")] }] : [];
  return [...awaiting, { title: t("Say that nothing waits for it"), changes: [change("void ")] }];
}
