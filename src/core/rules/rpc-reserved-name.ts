import { t } from "@vscode/l10n";
import { inheritedMember } from "../source/classes.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { placeOf } from "./shared/code.ts";
import { renameMethodFix } from "./shared/renameMethod.ts";
import type { Rule } from "./rule.ts";
import { knownStubCalls } from "./shared/stubs.ts";

/** Names that RPC never calls (`isReservedName` of workerd's worker-rpc.c++). */
const reserved: ReadonlySet<string> = new Set([
  "alarm",
  "connect",
  "constructor",
  "dup",
  "webSocketClose",
  "webSocketError",
  "webSocketMessage",
]);

export const rpcReservedName: Rule = {
  id: "rpc-reserved-name",
  severity: "error",
  stage: "run",
  summary: "An RPC call of a name that is reserved",
  fix: "choice",
  *check(worker) {
    for (const call of knownStubCalls(worker)) {
      const { access, declaration, method, module } = call;
      if (!reserved.has(method) || declaration === undefined) continue;
      const found = inheritedMember(declaration, method);
      if (found?.member.kind !== "method") continue;
      const message = t(
        "The method name `{0}` is reserved and cannot be called over RPC, so this call fails when it runs; give the method another name.",
        method,
      );
      yield { at: placeOf(module, nameNode(access)), message, fixes: renameMethodFix(worker, call, found) };
    }
  },
};
