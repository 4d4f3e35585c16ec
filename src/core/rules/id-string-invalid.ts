import { t } from "@vscode/l10n";
import { stringOf } from "../source/literals.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { placeOf } from "./shared/code.ts";
import { namespaceCallsOf, type NamespaceCallIn } from "./shared/namespaceUse.ts";
import type { Fix, Rule } from "./rule.ts";

export const idStringInvalid: Rule = {
  id: "id-string-invalid",
  severity: "error",
  stage: "run",
  summary: "`idFromString` with what is no id",
  fix: "choice",
  onCalls: ["idFromString"],
  *check(worker) {
    for (const call of namespaceCallsOf(worker, "idFromString")) {
      const [argument] = call.node.arguments;
      const value = argument && stringOf(argument);
      if (argument === undefined || value === undefined || /^[0-9a-fA-F]{64}$/.test(value)) continue;
      const message = t(
        "`idFromString` takes the 64 hexadecimal digits that `id.toString()` gives, so this fails when it runs; use `idFromName` for a name.",
      );
      yield { at: placeOf(call.module, argument), message, fixes: [fromName(call)] };
    }
  },
};

function fromName({ module, access }: NamespaceCallIn): Fix {
  const edits = [{ span: placeOf(module, nameNode(access)).span, newText: "idFromName" }];
  return { title: t("Use `idFromName`"), changes: [{ kind: "text", path: module.path, edits }] };
}
