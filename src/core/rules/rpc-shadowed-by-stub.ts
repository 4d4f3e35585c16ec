import { t } from "@vscode/l10n";
import { inheritedMember } from "../source/classes.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { placeOf } from "./shared/code.ts";
import { renameMethodFix } from "./shared/renameMethod.ts";
import type { Rule } from "./rule.ts";
import { knownStubCalls } from "./shared/stubs.ts";

/** What a stub has itself, so that a method of the class by that name is never reached. */
const shadowing: ReadonlySet<string> = new Set(["id", "name", "then"]);

export const rpcShadowedByStub: Rule = {
  id: "rpc-shadowed-by-stub",
  severity: "error",
  stage: "run",
  summary: "An RPC call of a method that a property of the stub hides",
  fix: "choice",
  onCalls: ["get", "getByName"],
  *check(worker) {
    for (const call of knownStubCalls(worker)) {
      const { access, declaration, method, module } = call;
      const found = declaration && shadowing.has(method) ? inheritedMember(declaration, method) : undefined;
      if (found?.member.kind !== "method") continue;
      const message = t(
        "Stubs have a property `{0}` of their own, so this call never reaches the method and fails when it runs; give the method another name.",
        method,
      );
      yield { at: placeOf(module, nameNode(access)), message, fixes: renameMethodFix(worker, call, found) };
    }
  },
};
