import { t } from "@vscode/l10n";
import ts from "typescript";
import { behaviours } from "../config/compatibility.ts";
import { isAsked } from "../source/envUse.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { spanOf } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { hasVitestNear } from "./shared/about.ts";
import { lacksBehaviour, raiseDate } from "./shared/raiseDate.ts";
import type { Finding, Rule } from "./rule.ts";

export const ctxExportsUnavailable: Rule = {
  id: "ctx-exports-unavailable",
  severity: "error",
  stage: "run",
  summary: "`ctx.exports` at a compatibility date that does not have it",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { entry } = worker;
    if (entry.kind !== "module" || !lacksBehaviour(worker, entry, "ctxExports")) return;
    for (const module of entry.modules.values()) {
      for (const node of indexOf(module).accesses.get("exports") ?? [])
        if (isCtx(node) && isRead(node)) yield finding(worker, module, node);
    }
  },
};

function finding(worker: Worker, { ast, path }: SourceModule, node: NamedAccess): Finding {
  const { since } = behaviours.ctxExports;
  const message = t(
    "`ctx.exports` is undefined before the compatibility date {0}, so this fails when it runs; use that date or a later one.",
    since,
  );
  const severity = hasVitestNear(worker) ? ({ severity: "warning" } as const) : {};
  return { at: { path, span: spanOf(nameNode(node), ast) }, message, fixes: raiseDate(worker, since), ...severity };
}

/** `ctx.exports` and `this.ctx.exports`; nothing else is called so in a Worker. */
function isCtx({ expression }: NamedAccess): boolean {
  return ts.isIdentifier(expression)
    ? expression.text === "ctx"
    : isNamedAccess(expression) && accessedName(expression) === "ctx";
}

/** It is used without asking whether it is there. */
function isRead(node: NamedAccess): boolean {
  const isOptional = isNamedAccess(node.parent) && node.parent.questionDotToken !== undefined;
  return !isOptional && !isAsked(node);
}
