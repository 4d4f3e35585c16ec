import { t } from "@vscode/l10n";
import ts from "typescript";
import type { TextEdit } from "../text/edits.ts";
import { namespaceCallOf, namespaceCalls, type NamespaceCall } from "../source/namespaces.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { innermost } from "../source/syntax.ts";
import { isAtLeast } from "../wranglerInUse.ts";
import { modulesOf, placeOf, textOf } from "./shared/code.ts";
import type { SourceModule } from "../source/model.ts";
import type { Fix, Rule } from "./rule.ts";

/** The first wrangler whose runtime has `getByName`, which came on 2025-08-21. */
const since = "4.33.0";

export const preferGetbyname: Rule = {
  id: "prefer-getbyname",
  severity: "hint",
  stage: "own",
  summary: "`get(idFromName(…))` where `getByName` does both",
  fix: "edit",
  onCalls: ["idFromName"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const call of namespaceCalls(module, "get")) {
        const made = madeInside(call, module);
        if (made === undefined || !isAtLeast(worker.wrangler, since)) continue;
        const message = t("`getByName` makes the id and gets the object in one call.");
        yield { at: placeOf(module, nameNode(call.access)), message, fixes: [joinFix(module, call, made)] };
      }
    }
  },
};

/** The `idFromName` written as the first argument, if both are of the same namespace. */
function madeInside(call: NamespaceCall, module: SourceModule): ts.CallExpression | undefined {
  const [argument] = call.node.arguments;
  if (argument === undefined || !ts.isCallExpression(innermost(argument))) return undefined;
  const made = namespaceCallOf(argument, "idFromName");
  if (made === undefined || made.node.arguments.length !== 1) return undefined;
  return textOf(module, made.namespace) === textOf(module, call.namespace) ? made.node : undefined;
}

/** Only what stands between the names and the argument changes, so that comments and options stay. */
function joinFix(module: SourceModule, { node, access }: NamespaceCall, made: ts.CallExpression): Fix {
  const [argument] = node.arguments;
  const [name] = made.arguments;
  const edits: TextEdit[] = [{ span: placeOf(module, nameNode(access)).span, newText: "getByName" }];
  if (argument !== undefined && name !== undefined) {
    edits.push({ span: placeOf(module, argument).span, newText: textOf(module, name) });
  }
  return { title: t("Use `getByName`"), changes: [{ kind: "text", path: module.path, edits }] };
}
