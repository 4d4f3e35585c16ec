import { lineEndingOf, type TextEdit } from "../text/edits.ts";
import { indentAt } from "./extendEdits.ts";
import type { ClassDeclaration, SourceModule } from "./model.ts";

/**
 * The edit that adds a method behind the last member of a class. `head` is what stands before the brace; `body` are its
 * statements, one a line, indented from its own start.
 */
export function addMethodEdit(
  { ast, text }: SourceModule,
  { node, bodySpan }: ClassDeclaration,
  { head, body }: { readonly head: string; readonly body: readonly string[] },
): TextEdit {
  const newLine = lineEndingOf(text);
  const outer = indentAt(text, node.getStart(ast));
  const last = node.members.at(-1);
  const inner = last === undefined ? undefined : indentAt(text, last.getStart(ast));
  const step = stepOf(text, outer, inner);
  const indent = outer + step;
  const written = text.slice(bodySpan.start, bodySpan.end);
  const start = bodySpan.start + written.trimEnd().length;
  const whole = body.length === 0 ? [`${head} {}`] : [`${head} {`, ...body.map((line) => step + line), "}"];
  const lines = whole.map((line) => indent + line);
  const gap = last === undefined ? newLine : newLine + newLine;
  return { span: { start, end: bodySpan.end }, newText: gap + lines.join(newLine) + newLine + outer };
}

/** Whether a module is TypeScript, so that parameters have types. */
export function isTyped({ path }: Pick<SourceModule, "path">): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/** How much deeper members stand than their class; where that cannot be seen, as the file indents elsewhere. */
function stepOf(text: string, outer: string, inner: string | undefined): string {
  if (inner !== undefined && inner.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length);
  return /^\t/m.test(text) ? "\t" : "  ";
}
