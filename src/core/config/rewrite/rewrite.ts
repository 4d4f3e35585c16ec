import { t } from "@vscode/l10n";
import { isWritable } from "../toml/render.ts";
import type { ConfigDocument } from "../syntax.ts";
import { type ConfigNode, deepestPath } from "../tree.ts";
import { toJsonc } from "./toJsonc.ts";
import { toToml } from "./toToml.ts";

/** A document in the other syntax, or why that cannot say what it says, as a translated sentence. */
export type Rewritten =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly reason: string };

/** Writes a document anew in the other syntax, with every value and every comment. */
export function rewrite(document: ConfigDocument): Rewritten {
  const reason = inexpressible(document.root, document);
  if (reason !== undefined) return { kind: "refused", reason };
  return { kind: "text", text: document.format === "toml" ? toJsonc(document) : toToml(document) };
}

/** What is nested as deeply as can be read may hold more, which would be lost. */
function inexpressible(node: ConfigNode, document: ConfigDocument): string | undefined {
  if (node.path.length >= deepestPath - 1) return t("{0} is nested too deeply to be converted.", String(node.path[0]));
  switch (node.kind) {
    case "object": {
      const keys = node.properties.map(({ key }) => key);
      const twice = keys.find((key, index) => keys.indexOf(key) !== index);
      if (twice !== undefined) return t("The key “{0}” is written twice; remove one of them first.", twice);
      if (document.format === "jsonc" && !keys.every(isWritable)) return t("TOML cannot say half of a character.");
      return firstOf(node.properties.map(({ value }) => inexpressible(value, document)));
    }
    case "array":
      return firstOf(node.items.map((item) => inexpressible(item, document)));
    case "null":
      return t("TOML has no `null`, as {0} is; remove it first.", node.path.join("."));
    case "date":
      return t("JSON has no dates, as {0} is; write it as a string first.", node.path.join("."));
    case "number":
      return inexpressibleNumber(node.value, node.path.join("."));
    case "string":
      return document.format === "jsonc" && !isWritable(node.value)
        ? t("TOML cannot say half of a character.")
        : undefined;
    case "boolean":
      return undefined;
  }
}

/** Beyond 2^53 the two do not mean the same number, and JSON has neither infinity nor `nan`. */
function inexpressibleNumber(value: number | bigint, place: string): string | undefined {
  const isSafe = typeof value === "number" && Number.isFinite(value);
  const isExact = isSafe && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? undefined : t("The number {0} cannot be written the same way in the other syntax.", place);
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((each) => each !== undefined);
}
