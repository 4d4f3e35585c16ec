import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import type { SourceModule } from "../source/model.ts";
import { indexOf, nameNode } from "../source/moduleIndex.ts";
import { storageCalls, type StorageCall } from "../source/storageCalls.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const readModifyWriteOverFetch: Rule = {
  id: "read-modify-write-over-fetch",
  severity: "hint",
  stage: "own",
  summary: "A value read before a `fetch` and written after it",
  fix: "none",
  onCalls: ["put"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      const calls = storageCalls(module);
      for (const write of calls) {
        if (write.method !== "put" || !isBetweenReadAndWrite(module, calls, write)) continue;
        const message = t(
          "Other requests may have changed `{0}` during the `fetch` since it was read; read it again, or do the `fetch` first.",
          keyOf(write) ?? "",
        );
        yield { at: placeOf(module, nameNode(write.access)), message };
      }
    }
  },
};

function isBetweenReadAndWrite(module: SourceModule, calls: readonly StorageCall[], write: StorageCall): boolean {
  const key = keyOf(write);
  const around = enclosingFunction(write.node);
  if (key === undefined || around === undefined) return false;
  const isBefore = (each: ts.Node): boolean => each.end <= write.node.pos && enclosingFunction(each) === around;
  const reads = calls.filter((each) => each.method === "get" && keyOf(each) === key && isBefore(each.node));
  const last = reads.at(-1);
  if (last === undefined) return false;
  const fetches = indexOf(module).calls.get("fetch") ?? [];
  return fetches.some(
    (each) =>
      isBefore(each) &&
      each.pos >= last.node.end &&
      ts.isAwaitExpression(each.parent) &&
      each.parent.pos >= last.node.end,
  );
}

function keyOf({
  node: {
    arguments: [key],
  },
}: StorageCall): string | undefined {
  return key !== undefined && ts.isStringLiteralLike(key) ? key.text : undefined;
}
