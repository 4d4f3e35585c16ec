import type { TextEdit } from "../../text/edits.ts";
import type { ConfigChange, ConfigDocument } from "../syntax.ts";
import { nodeAt, type ConfigPath } from "../tree.ts";

/**
 * The edits for changes of `cloudflare.config.ts`: a plain string gives way to another one. Everything else is not done,
 * as the file is a program: what an object is made of may be used elsewhere.
 */
export function editTypeScript(
  document: ConfigDocument,
  changes: readonly ConfigChange[],
): readonly TextEdit[] | undefined {
  const edits = changes.map((change) =>
    change.kind === "set" ? replaced(document, change.path, change.value) : undefined,
  );
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function replaced({ root, text }: ConfigDocument, path: ConfigPath, value: unknown): TextEdit | undefined {
  const node = nodeAt(root, path);
  const quote = node?.kind === "string" ? text.charAt(node.span.start) : "";
  // The name of a binding is a key there, and the type of a helper its name.
  const isLiteral = quote === '"' || quote === "'";
  const isInserted = typeof value !== "string" || /[\\'"\n]/.test(value);
  return node === undefined || !isLiteral || isInserted
    ? undefined
    : { span: node.span, newText: quote + value + quote };
}
