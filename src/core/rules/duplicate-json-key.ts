import { t } from "@vscode/l10n";
import type { ConfigNode, ObjectNode, Property } from "../config/tree.ts";
import type { Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { Finding, Rule } from "./rule.ts";

export const duplicateJsonKey: Rule = {
  id: "duplicate-json-key",
  severity: "warning",
  stage: "own",
  summary: "A key that is written twice in one JSON object",
  fix: "edit",
  *check(worker) {
    // The whole file is looked at once; in TOML a key that is written twice is a syntax error.
    if (worker.environment.name !== null || worker.config.document.format !== "jsonc") return;
    for (const node of objectsOf(worker.config.document.root)) yield* duplicates(worker, node);
  },
};

function* objectsOf(node: ConfigNode): Generator<ObjectNode> {
  if (node.kind === "object") {
    yield node;
    for (const each of node.properties) yield* objectsOf(each.value);
  }
  if (node.kind === "array") for (const item of node.items) yield* objectsOf(item);
}

function* duplicates(worker: Worker, { properties }: ObjectNode): Generator<Finding> {
  const last = new Map(properties.map((each) => [each.key, each]));
  if (last.size === properties.length) return;
  for (const each of properties) {
    const counts = last.get(each.key);
    if (counts !== undefined && counts !== each) yield finding(worker, each, counts);
  }
}

function finding({ config }: Worker, { key, keySpan, span }: Property, counts: Property): Finding {
  const edits = [{ span: withComma(config.document.text, span), newText: "" }];
  return {
    at: keySpan,
    message: t("`{0}` is written again below, and only the last one counts; remove one of them.", key),
    tag: "unnecessary",
    related: [{ place: { path: config.path, span: counts.keySpan }, message: t("This one counts") }],
    fixes: [{ title: t("Remove this `{0}`", key), changes: [{ kind: "text", path: config.path, edits }] }],
  };
}

/** The property with the comma behind it, and its whole lines where nothing else stands on them. */
function withComma(text: string, span: Span): Span {
  const comma = /^\s*,/.exec(text.slice(span.end));
  const end = span.end + (comma?.[0].length ?? 0);
  const before = /(^|\n)[ \t]*$/.exec(text.slice(0, span.start));
  const after = /^[ \t]*\r?\n/.exec(text.slice(end));
  if (before === null || after === null)
    return { start: span.start, end: end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) };
  return { start: before.index + (before[1] ?? "").length, end: end + after[0].length };
}
