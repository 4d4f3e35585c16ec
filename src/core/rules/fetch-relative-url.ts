import { t } from "@vscode/l10n";
import ts from "typescript";
import { hasBehaviour } from "../config/compatibility.ts";
import { innermost } from "../source/syntax.ts";
import { insertAt } from "../text/edits.ts";
import { placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";
import { knownStubCalls } from "./shared/stubs.ts";

/** Any host will do: the request goes to the object, whatever its URL says. */
const origin = "https://do";

export const fetchRelativeUrl: Rule = {
  id: "fetch-relative-url",
  severity: "error",
  stage: "run",
  summary: "A stub fetched by a path instead of a URL",
  fix: "edit",
  onCalls: ["fetch"],
  *check(worker) {
    if (hasBehaviour(worker.environment, "fullUrlInFetch") === false) return;
    for (const { method, module, node } of knownStubCalls(worker)) {
      const [first] = method === "fetch" ? node.arguments : [];
      const url = first && innermost(first);
      const head = url && headOf(url);
      if (url === undefined || head === undefined || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(head)) continue;
      const message = t(
        "“{0}” is no full URL, so this call fails when it runs with “Invalid URL”; put a scheme and a host before it.",
        head,
      );
      const newText = head.startsWith("/") ? origin : `${origin}/`;
      const edits = [insertAt(url.getStart(module.ast) + 1, newText)];
      const fixes = [
        { title: t("Put “{0}” before it", newText), changes: [{ kind: "text" as const, path: module.path, edits }] },
      ];
      yield { at: placeOf(module, url), message, fixes };
    }
  },
};

/** The text a URL begins with; undefined where it is not written down. */
function headOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node) && node.head.text.startsWith("/") ? node.head.text : undefined;
}
