import { t } from "@vscode/l10n";
import { isText } from "../source/literals.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { placeOf } from "./shared/code.ts";
import { namespaceCallsOf, type NamespaceCallIn } from "./shared/namespaceUse.ts";
import type { Fix, Rule } from "./rule.ts";

export const getWithString: Rule = {
  id: "get-with-string",
  severity: "error",
  stage: "run",
  summary: "`get` of a namespace with a name in place of an id",
  fix: "edit",
  onCalls: ["get"],
  *check(worker) {
    for (const call of namespaceCallsOf(worker, "get")) {
      const [argument] = call.node.arguments;
      if (argument !== undefined && !isText(argument)) continue;
      const message =
        argument === undefined
          ? t("`get` needs the id of an object, so this fails when it runs; use `getByName` with a name.")
          : t("`get` takes an id, not a name, so this fails when it runs; use `getByName`.");
      const fixes = argument === undefined ? [] : [byName(call)];
      yield { at: placeOf(call.module, argument ?? nameNode(call.access)), message, fixes };
    }
  },
};

function byName({ module, access }: NamespaceCallIn): Fix {
  const edits = [{ span: placeOf(module, nameNode(access)).span, newText: "getByName" }];
  return { title: t("Use `getByName`"), changes: [{ kind: "text", path: module.path, edits }] };
}
