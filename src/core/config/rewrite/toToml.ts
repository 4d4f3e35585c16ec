import { lineEndingOf } from "../../text/edits.ts";
import type { ConfigDocument } from "../syntax.ts";
import { type ArrayNode, type ConfigNode, type ConfigPath, type ObjectNode, type Property, toValue } from "../tree.ts";
import { renderKey, renderKeys, renderToml } from "../toml/render.ts";
import type { TomlStyle } from "../toml/style.ts";
import { surroundingsOf, type Surrounded } from "./elements.ts";

/** Longer arrays are written over several lines. */
const maxWidth = 90;

/** A document as TOML: keys first, then a section for each table. It has to be one that TOML can say. */
export function toToml(document: ConfigDocument): string {
  const surrounded = surroundingsOf(document);
  const eol = lineEndingOf(document.text);
  const lines = [...tableLines(document.root, surrounded), ...surrounded.atEnd.map(commentLine)];
  return (lines[0] === "" ? lines.slice(1) : lines).map((line) => line + eol).join("");
}

/** The keys of a table, and the sections below it. */
function tableLines(table: ObjectNode, surrounded: Surrounded): readonly string[] {
  const sections = table.properties.map(({ value }) => value).filter((value) => isSection(value));
  const keys = table.properties.filter(({ value }) => !isSection(value));
  return [
    ...keys.flatMap((each, index) => keyLines(each, surrounded, index > 0)),
    ...sections.flatMap((value) => sectionLines(value, surrounded)),
  ];
}

/** Tables and lists of tables have sections, but not inside the items of a list, where they are short mostly. */
function isSection(node: ConfigNode): node is ObjectNode | ArrayNode {
  if (node.path.some((step) => typeof step === "number")) return false;
  if (node.kind === "object") return true;
  return node.kind === "array" && node.items.length > 0 && node.items.every((each) => each.kind === "object");
}

/** `carried` are the comments of tables around it that need no header of their own. */
function sectionLines(
  node: ObjectNode | ArrayNode,
  surrounded: Surrounded,
  carried: readonly string[] = [],
): readonly string[] {
  const around = surrounded.of(node.path);
  const above = [...carried, ...[...around.above, ...around.behind].map(commentLine)];
  if (node.kind === "object") {
    const isImplied = node.properties.length > 0 && node.properties.every(({ value }) => isSection(value));
    if (isImplied) {
      const sections = node.properties.map(({ value }) => value).filter((value) => isSection(value));
      return sections.flatMap((each, index) => sectionLines(each, surrounded, index === 0 ? above : []));
    }
    return ["", ...above, `[${renderKeys(node.path)}]`, ...tableLines(node, surrounded)];
  }
  return node.items.flatMap((item, index) => {
    if (item.kind !== "object") return [];
    const own = surrounded.of(item.path);
    const comments = [...(index === 0 ? above : []), ...[...own.above, ...own.behind].map(commentLine)];
    return ["", ...comments, `[[${renderKeys(node.path)}]]`, ...tableLines(item, surrounded)];
  });
}

function keyLines({ key, value }: Property, surrounded: Surrounded, isBehindOther: boolean): readonly string[] {
  const { above, behind, hasBlankBefore } = surrounded.of(value.path);
  const blank = hasBlankBefore && isBehindOther ? [""] : [];
  const head = `${renderKey(key)} = `;
  const short = head + inline(value, value.path);
  const tail = behind.length === 0 ? "" : ` # ${behind.join(" ")}`.trimEnd();
  const inner = commentsIn(value, surrounded);
  const isLong = value.kind === "array" && short.length > maxWidth && value.items.length > 1;
  const written =
    value.kind === "array" && (isLong || inner.length > 0)
      ? [`${head}[${tail}`, ...value.items.flatMap((item) => itemLines(item, surrounded)), "]"]
      : [...inner.map(commentLine), short + tail];
  return [...blank, ...above.map(commentLine), ...written];
}

function itemLines(item: ConfigNode, surrounded: Surrounded): readonly string[] {
  const { above, behind } = surrounded.of(item.path);
  const tail = behind.length === 0 ? "" : ` # ${behind.join(" ")}`.trimEnd();
  const comments = [...above, ...commentsIn(item, surrounded)].map((line) => `  ${commentLine(line)}`);
  return [...comments, `  ${inline(item, item.path)},${tail}`];
}

/** The comments inside a value that is written on one line. */
function commentsIn(node: ConfigNode, surrounded: Surrounded): readonly string[] {
  const children =
    node.kind === "object" ? node.properties.map(({ value }) => value) : node.kind === "array" ? node.items : [];
  return children.flatMap((each) => {
    const { above, behind } = surrounded.of(each.path);
    return [...above, ...behind, ...commentsIn(each, surrounded)];
  });
}

function inline(node: ConfigNode, path: ConfigPath): string {
  return renderToml(toValue(node), style, { indentation: "", path });
}

const style: TomlStyle = {
  eol: "\n",
  prefersLiteral: false,
  equals: " = ",
  arrayPadding: "",
  inlineTables: new Map([["*", { padding: " ", equals: " = " }]]),
  blocks: new Map(),
};

function commentLine(line: string): string {
  return `# ${line}`.trimEnd();
}
