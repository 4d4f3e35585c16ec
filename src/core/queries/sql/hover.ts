import { t } from "@vscode/l10n";
import type { Project } from "../../project.ts";
import type { FilePath } from "../../text/span.ts";
import type { Hover } from "../hoverText.ts";
import { cursorAt } from "./cursor.ts";
import { nameAt } from "./names.ts";
import type { KnownTable } from "./tables.ts";

/** The definition of the table or column that SQL names at an offset, and where it is created. */
export function sqlHoverAt(project: Project, path: FilePath, offset: number): Hover | undefined {
  const cursor = cursorAt(project, path, offset);
  const found = cursor && nameAt(cursor);
  if (found === undefined) return undefined;
  const { table, span } = found;
  if (found.kind === "table") {
    const markdown = [sqlBlock(table.definition), ...createdIn(table)].join("\n\n");
    return { span, markdown, place: table.place };
  }
  const { column } = found;
  const head = t("A column of `{0}`", table.name);
  return { span, markdown: [sqlBlock(column.definition), head].join("\n\n"), place: column.place };
}

/** SQL as Markdown shows it. */
export function sqlBlock(sql: string): string {
  return `\`\`\`sql\n${sql}\n\`\`\``;
}

function createdIn({ className }: KnownTable): readonly string[] {
  return className === undefined ? [] : [t("Created in the class `{0}`", className)];
}
