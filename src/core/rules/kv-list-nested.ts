import { t } from "@vscode/l10n";
import ts from "typescript";
import type { SourceModule } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { storageCalls, type StorageCall } from "../source/storageCalls.ts";
import { insertAt } from "../text/edits.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const kvListNested: Rule = {
  id: "kv-list-nested",
  severity: "warning",
  stage: "run",
  summary: "A second `kv.list` while the first is read",
  fix: "edit",
  onCalls: ["list"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      const lists = storageCalls(module).filter(({ method, of }) => method === "list" && of === "kv");
      for (const inner of lists) {
        const outer = lists.find((each) => each !== inner && isReadDuring(each, inner));
        if (outer === undefined) continue;
        const message = t(
          "This call ends the iteration of the `kv.list` around it, whose next step then fails; read the outer list into an array first.",
        );
        yield { at: placeOf(module, nameNode(inner.access)), message, fixes: fix(module, outer) };
      }
    }
  },
};

/** Whether `inner` stands in the body of a loop over `outer`. */
function isReadDuring(outer: StorageCall, inner: StorageCall): boolean {
  const loop = outer.node.parent;
  if (!ts.isForOfStatement(loop) || loop.expression !== outer.node) return false;
  for (let each: ts.Node = inner.node; each !== loop; each = each.parent) {
    if (each === loop.statement) return true;
    if (ts.isSourceFile(each) || ts.isFunctionLike(each)) return false;
  }
  return false;
}

function fix(module: SourceModule, { node }: StorageCall): readonly Fix[] {
  const edits = [insertAt(node.getStart(module.ast), "[..."), insertAt(node.end, "]")];
  return [{ title: t("Read the outer list first"), changes: [{ kind: "text", path: module.path, edits }] }];
}
