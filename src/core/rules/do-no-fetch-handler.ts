import { t } from "@vscode/l10n";
import { inheritedMember, lineage } from "../source/classes.ts";
import { indentAt } from "../source/extendEdits.ts";
import type { ClassDeclaration } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { insertAt, lineEndingOf } from "../text/edits.ts";
import type { Worker } from "../worker.ts";
import { isWhollyKnown, modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { knownStubCalls } from "./shared/stubs.ts";

export const doNoFetchHandler: Rule = {
  id: "do-no-fetch-handler",
  severity: "error",
  stage: "run",
  summary: "`fetch` called on a stub whose class has no `fetch`",
  fix: "choice",
  *check(worker) {
    for (const { access, declaration, method, module } of knownStubCalls(worker)) {
      if (method !== "fetch" || declaration === undefined || !isWhollyKnown(declaration)) continue;
      // A class without any member is still to be written.
      const isEmpty = lineage(declaration).every(({ members }) => members.length === 0);
      if (isEmpty || inheritedMember(declaration, "fetch") !== undefined) continue;
      const message = t(
        "The class {0} has no `fetch`, so this call fails when it runs; add the method, or call another one.",
        declaration.name ?? "",
      );
      yield { at: placeOf(module, nameNode(access)), message, fixes: addFetch(worker, declaration) };
    }
  },
};

function addFetch(worker: Worker, { name, node, path }: ClassDeclaration): readonly Fix[] {
  const module = modulesOf(worker).find((each) => each.path === path);
  const last = node.members.at(-1);
  if (module === undefined || last === undefined) return [];
  const { ast, text } = module;
  const newLine = lineEndingOf(text);
  const indent = indentAt(text, last.getStart(ast));
  const step = indent.startsWith("\t") ? "\t" : "  ";
  const isTyped = /\.[cm]?tsx?$/.test(path);
  const head = isTyped ? "async fetch(request: Request): Promise<Response> {" : "async fetch(request) {";
  const body = `return new Response("Not found", { status: 404 });`;
  const newText = `${newLine}${newLine}${indent}${head}${newLine}${indent}${step}${body}${newLine}${indent}}`;
  return [
    {
      title: t("Add `fetch` to {0}", name ?? ""),
      changes: [{ kind: "text", path, edits: [insertAt(last.end, newText)] }],
    },
  ];
}
