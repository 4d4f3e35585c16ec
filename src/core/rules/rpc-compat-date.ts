import { t } from "@vscode/l10n";
import { behaviours } from "../config/compatibility.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { stubCalls } from "../source/stubs.ts";
import { spanOf } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { lacksBehaviour, raiseDate } from "./shared/raiseDate.ts";
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
      for (const { binding, method, access } of stubCalls(module)) {
        if (names.has(binding) && !stubMembers.has(method)) yield finding(worker, module, access);
      }
    }
  },
};

function finding(worker: Worker, { ast, path }: SourceModule, node: NamedAccess): Finding {
  const { since } = behaviours.rpc;
  const message = t(
    "Stubs have no method `{0}` before the compatibility date {1}, where RPC came, so this call fails when it runs; use that date or a later one.",
    accessedName(node),
    since,
  );
  return { at: { path, span: spanOf(nameNode(node), ast) }, message, fixes: raiseDate(worker, since) };
}
