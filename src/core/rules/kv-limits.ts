import { t } from "@vscode/l10n";
import ts from "typescript";
import { storageCalls } from "../source/storageCalls.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

/** Keys in one call, and bytes of a key (developers.cloudflare.com/durable-objects/platform/limits). */
const maxKeys = 128;
const maxKeyBytes = 2048;

const methods: ReadonlySet<string> = new Set(["get", "put", "delete"]);

export const kvLimits: Rule = {
  id: "kv-limits",
  severity: "hint",
  stage: "run",
  summary: "More keys, or a longer key, than storage takes",
  fix: "none",
  onCalls: ["get", "put", "delete"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { method, node } of storageCalls(module)) {
        const [first] = methods.has(method) ? node.arguments : [];
        if (first === undefined) continue;
        const count = countOf(first);
        if (count > maxKeys) {
          const message = t("{0} keys stand in one call, but at most {1} are taken at once.", count, maxKeys);
          yield { at: placeOf(module, first), message };
        } else if (ts.isStringLiteralLike(first) && bytesOf(first.text) > maxKeyBytes) {
          const message = t("The key has {0} bytes, but at most {1} are taken.", bytesOf(first.text), maxKeyBytes);
          yield { at: placeOf(module, first), message };
        }
      }
    }
  },
};

function countOf(node: ts.Expression): number {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length;
  return ts.isObjectLiteralExpression(node) ? node.properties.length : 0;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
