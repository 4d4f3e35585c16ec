import { t } from "@vscode/l10n";
import ts from "typescript";
import { behaviours } from "../config/compatibility.ts";
import { envUses, type EnvUse } from "../source/envUse.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { spanOf } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { lacksBehaviour, raiseDate } from "./raiseDate.ts";
import type { Finding, Rule } from "./rule.ts";

/** What a stub has without RPC. */
const stubMembers: ReadonlySet<string> = new Set(["fetch", "id", "name", "connect", "get", "put", "delete"]);

export const rpcCompatDate: Rule = {
  id: "rpc-compat-date",
  severity: "error",
  stage: "run",
  summary: "An RPC call at a compatibility date that does not have RPC",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { entry, environment } = worker;
    if (entry.kind !== "module" || !lacksBehaviour(worker, entry, "rpc")) return;
    const names = new Set(environment.bindings.flatMap((each) => each.name?.value ?? []));
    for (const module of entry.modules.values()) {
      for (const use of envUses(module)) {
        const called = names.has(use.name) ? rpcCall(use) : undefined;
        if (called !== undefined) yield finding(worker, module, called);
      }
    }
  },
};

/** The method called directly on the stub: `t` of `env.ROOM.getByName("a").t()` and of `env.ROOM.get(id).t()`. */
function rpcCall({ method, call }: EnvUse): NamedAccess | undefined {
  if ((method !== "get" && method !== "getByName") || call === undefined) return undefined;
  const access = call.parent;
  const isCalled =
    isNamedAccess(access) &&
    access.expression === call &&
    ts.isCallExpression(access.parent) &&
    access.parent.expression === access;
  return isCalled && !stubMembers.has(accessedName(access)) ? access : undefined;
}

function finding(worker: Worker, { ast, path }: SourceModule, node: NamedAccess): Finding {
  const { since } = behaviours.rpc;
  const message = t(
    "Stubs have no method `{0}` before the compatibility date {1}, where RPC came, so this call fails when it runs; use that date or a later one.",
    accessedName(node),
    since,
  );
  return { at: { path, span: spanOf(nameNode(node), ast) }, message, fixes: raiseDate(worker, since) };
}
