import { t } from "@vscode/l10n";
import ts from "typescript";
import type { SourceModule } from "../../source/model.ts";
import { innermost } from "../../source/syntax.ts";
import { closest } from "../../text/closest.ts";
import { placeOf } from "./code.ts";
import type { Fix } from "../rule.ts";

/** The fixes that put another word into a string literal: the one that was probably meant, or else each there is. */
export function changeWord(module: SourceModule, value: ts.Expression, words: readonly string[]): readonly Fix[] {
  const node = innermost(value);
  if (!ts.isStringLiteralLike(node)) return [];
  const { span } = placeOf(module, node);
  // A quote at the end of a half-typed file has nothing inside.
  if (span.end - span.start < 2) return [];
  const inside = { start: span.start + 1, end: span.end - 1 };
  const near = closest(node.text, words);
  return (near === undefined ? words : [near]).map((word) => ({
    title: t("Change “{0}” to “{1}”", node.text, word),
    changes: [{ kind: "text", path: module.path, edits: [{ span: inside, newText: word }] }],
  }));
}
