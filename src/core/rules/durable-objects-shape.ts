import { t } from "@vscode/l10n";
import { child, type ConfigNode, type Property } from "../config/tree.ts";
import { insertAt, type TextEdit } from "../text/edits.ts";
import type { Worker } from "../worker.ts";
import type { Finding, Rule } from "./rule.ts";
import { wrapInBrackets } from "./shared/wrap.ts";

export const durableObjectsShape: Rule = {
  id: "durable-objects-shape",
  severity: "error",
  stage: "cfg",
  summary: "A `durable_objects` that is no object, or `bindings` that are no array",
  fix: "edit",
  *check(worker) {
    const node = worker.environment.durableObjects;
    if (node === undefined) return;
    if (node.kind !== "object") {
      const message = t(
        "`durable_objects` has to be an object with `bindings`, so every wrangler command stops here; put the bindings into it.",
      );
      yield* findings(worker, node, message, wrapInBindings(worker, node));
    }
    const bindings = child(node, "bindings");
    if (bindings === undefined || bindings.kind === "array") return;
    const message = t(
      "`durable_objects.bindings` has to be an array, so every wrangler command stops here; make it one.",
    );
    yield* findings(worker, bindings, message, bindings.kind === "object" ? wrapInBrackets(bindings) : undefined);
  },
};

function* findings(
  worker: Worker,
  node: ConfigNode,
  message: string,
  edits: readonly TextEdit[] | undefined,
): Generator<Finding> {
  const changes = edits && [{ kind: "text", path: worker.config.path, edits } as const];
  yield {
    at: node.span,
    message,
    fixes: changes === undefined ? [] : [{ title: t("Make it an array of bindings"), isSafe: true, changes }],
  };
}

/** `[…]` becomes `{ bindings: […] }`, and each `[[durable_objects]]` becomes `[[durable_objects.bindings]]`. */
function wrapInBindings({ config }: Worker, node: ConfigNode): readonly TextEdit[] | undefined {
  if (node.kind !== "array") return undefined;
  if (node.style === "tables") {
    const isWhole = node.items.every((item) => item.kind === "object" && !item.properties.some(hasHeader));
    return isWhole ? node.items.map((item) => insertAt(item.span.end - "]]".length, ".bindings")) : undefined;
  }
  const key = config.document.format === "toml" ? "bindings = " : '"bindings": ';
  return [insertAt(node.span.start, `{ ${key}`), insertAt(node.span.end, " }")];
}

/** Whether a property is a table of its own, whose header names the array that is about to be renamed. */
function hasHeader({ value }: Property): boolean {
  if (value.kind === "object") return value.style !== "braces";
  return value.kind === "array" && value.style === "tables";
}
