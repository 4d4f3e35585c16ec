import type { ConfigDocument } from "../syntax.ts";
import { type ConfigNode, toValue } from "../tree.ts";
import { lineEndingOf } from "../../text/edits.ts";
import { surroundingsOf, type Surrounded, type Surroundings } from "./elements.ts";

/** Longer things are written over several lines. */
const maxWidth = 90;

/** A document as JSON with comments: two spaces, and one line for what is short. It has to be one that JSON can say. */
export function toJsonc(document: ConfigDocument): string {
  const surrounded = surroundingsOf(document);
  const { properties } = document.root;
  const lines = block(
    properties.map(({ key, value }) => ({ key, value })),
    surrounded,
    "  ",
  );
  const end = surrounded.atEnd.map((line) => commentLine(line, "  "));
  return ["{", ...lines, ...end, "}", ""].join(lineEndingOf(document.text));
}

interface Member {
  /** Undefined for an item of an array. */
  readonly key?: string;
  readonly value: ConfigNode;
}

function block(members: readonly Member[], surrounded: Surrounded, indentation: string): readonly string[] {
  return members.flatMap((member, index) => {
    const around = surrounded.of(member.value.path);
    const isLast = index === members.length - 1;
    const blank = around.hasBlankBefore && index > 0 ? [""] : [];
    return [...blank, ...memberLines(member, { surrounded, around, indentation, comma: isLast ? "" : "," })];
  });
}

interface MemberPlace {
  readonly surrounded: Surrounded;
  readonly around: Surroundings;
  readonly indentation: string;
  readonly comma: string;
}

function memberLines({ key, value }: Member, place: MemberPlace): readonly string[] {
  const { surrounded, around, indentation, comma } = place;
  const above = around.above.map((line) => commentLine(line, indentation));
  const behind = around.behind.length === 0 ? "" : ` // ${around.behind.join(" ")}`.trimEnd();
  const head = indentation + (key === undefined ? "" : `${JSON.stringify(key)}: `);
  const short = isPlain(value, surrounded) ? inline(value) : undefined;
  if (short !== undefined && head.length + short.length <= maxWidth) return [...above, head + short + comma + behind];
  const inner = indentation + "  ";
  if (value.kind === "object")
    return [...above, `${head}{${behind}`, ...block(value.properties, surrounded, inner), `${indentation}}${comma}`];
  if (value.kind === "array") {
    const items = value.items.map((item) => ({ value: item }));
    return [...above, `${head}[${behind}`, ...block(items, surrounded, inner), `${indentation}]${comma}`];
  }
  return [...above, head + inline(value) + comma + behind];
}

/** Whether a value fits on one line: scalars, lists of them, and objects of those below the top level, without comments inside. */
function isPlain(node: ConfigNode, surrounded: Surrounded, depth = 0): boolean {
  if (node.kind !== "object" && node.kind !== "array") return true;
  const children = node.kind === "object" ? node.properties.map(({ value }) => value) : node.items;
  if (node.kind === "object" && (node.path.length < 2 || node.style === "table") && children.length > 0) return false;
  return children.every((each) => {
    const { above, behind } = surrounded.of(each.path);
    return above.length === 0 && behind.length === 0 && depth < 2 && isPlain(each, surrounded, depth + 1);
  });
}

function inline(node: ConfigNode): string {
  switch (node.kind) {
    case "object": {
      const members = node.properties.map(({ key, value }) => `${JSON.stringify(key)}: ${inline(value)}`);
      return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
    }
    case "array":
      return `[${node.items.map(inline).join(", ")}]`;
    case "number":
      return Object.is(node.value, -0) ? "-0" : String(node.value);
    case "string":
    case "boolean":
    case "date":
    case "null":
      return JSON.stringify(toValue(node));
  }
}

function commentLine(line: string, indentation: string): string {
  return `${indentation}// ${line}`.trimEnd();
}
