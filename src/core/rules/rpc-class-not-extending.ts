import { t } from "@vscode/l10n";
import { extendEdits } from "../source/extendEdits.ts";
import type { ClassDeclaration } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import type { Worker } from "../worker.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { knownStubCalls, stubMembers } from "./shared/stubs.ts";

export const rpcClassNotExtending: Rule = {
  id: "rpc-class-not-extending",
  severity: "error",
  stage: "run",
  summary: "An RPC call to a class that does not extend `DurableObject`",
  fix: "edit",
  onCalls: ["get", "getByName"],
  *check(worker) {
    for (const { declaration, access, method, module } of knownStubCalls(worker)) {
      if (declaration === undefined || declaration.superclass !== undefined || stubMembers.has(method)) continue;
      const message = t(
        "The class {0} does not extend `DurableObject`, so its objects do not support RPC and this call of `{1}` fails when it runs; make the class extend `DurableObject`.",
        declaration.name ?? "",
        method,
      );
      yield { at: placeOf(module, nameNode(access)), message, fixes: extendFix(worker, declaration) };
    }
  },
};

function extendFix(worker: Worker, declaration: ClassDeclaration): readonly Fix[] {
  const module = modulesOf(worker).find(({ path }) => path === declaration.path);
  const edits = module && extendEdits(module, declaration);
  if (edits === undefined) return [];
  const title = t("Make {0} extend DurableObject", declaration.name ?? "");
  return [{ title, changes: [{ kind: "text", path: declaration.path, edits }] }];
}
