import { t } from "@vscode/l10n";
import ts from "typescript";
import { stringOf } from "../source/literals.ts";
import { hibernatableAcceptances } from "../source/sockets.ts";
import { innermost } from "../source/syntax.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

/** The limits of workerd. */
const maxTags = 10;
const maxLength = 256;

export const wsTags: Rule = {
  id: "ws-tags",
  severity: "error",
  stage: "run",
  summary: "Too many tags, or too long ones, for a WebSocket",
  fix: "none",
  onCalls: ["acceptWebSocket"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { node } of hibernatableAcceptances(module)) {
        const tags = tagsOf(node);
        const last = tags[maxTags];
        if (last !== undefined) {
          const message = t(
            "A socket can have {0} tags and this is one more, so `acceptWebSocket` fails when it runs; use fewer, or `serializeAttachment`.",
            maxTags,
          );
          yield { at: placeOf(module, last), message };
        }
        for (const tag of tags) {
          const length = stringOf(tag)?.length ?? 0;
          if (length <= maxLength) continue;
          const message = t(
            "The tag has {0} characters, and `acceptWebSocket` fails for more than {1}; shorten it.",
            length,
            maxLength,
          );
          yield { at: placeOf(module, tag), message };
        }
      }
    }
  },
};

function tagsOf({ arguments: [, tags] }: ts.CallExpression): readonly ts.Expression[] {
  if (tags === undefined) return [];
  const list = innermost(tags);
  if (!ts.isArrayLiteralExpression(list)) return [];
  return list.elements.filter((each) => !ts.isSpreadElement(each));
}
