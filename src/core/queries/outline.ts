import { lineEnd } from "../config/edit/lines.ts";
import type { ConfigNode, Property } from "../config/tree.ts";
import type { Project } from "../project.ts";
import type { FilePath, Span } from "../text/span.ts";

/** One entry of a file's outline. */
export interface OutlineItem {
  readonly name: string;
  readonly kind: "object" | "array" | "string" | "number" | "boolean" | "null";
  /** The value in short; empty for objects and arrays. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

/** The outline of a TOML configuration, as wrangler reads it: tables that stand in several places are one. */
export function outlineOf(project: Project, path: FilePath): readonly OutlineItem[] {
  const document = tomlOf(project, path);
  return document === undefined ? [] : propertiesOf(document.root);
}

/** The parts of a TOML configuration that can be folded: sections, values over several lines, runs of comment lines. */
export function foldsOf(project: Project, path: FilePath): readonly Fold[] {
  const document = tomlOf(project, path);
  if (document === undefined) return [];
  const { root, text } = document;
  const values = [...spansIn(root)].map((span): Fold => ({ span, isComment: false }));
  return [...values, ...commentBlocks(document)].filter(({ span }) => text.slice(span.start, span.end).includes("\n"));
}

export interface Fold {
  readonly span: Span;
  readonly isComment: boolean;
}

function tomlOf(project: Project, path: FilePath) {
  const document = project.has(path) ? project.analyse(path)?.config.document : undefined;
  return document?.format === "toml" ? document : undefined;
}

function propertiesOf(node: ConfigNode): readonly OutlineItem[] {
  return node.kind === "object" ? node.properties.map(itemOfProperty) : [];
}

function itemOfProperty({ key, keySpan, value, span }: Property): OutlineItem {
  // A table that is written in several places begins where the first of them does.
  const own = { start: Math.min(span.start, keySpan.start), end: Math.max(span.end, keySpan.end) };
  return { name: key, ...partsOf(value), span: own, nameSpan: keySpan, children: childrenOf(value) };
}

function childrenOf(value: ConfigNode): readonly OutlineItem[] {
  if (value.kind !== "array") return propertiesOf(value);
  return value.items.map((item, index) => ({
    name: titleOf(item) ?? String(index),
    ...partsOf(item),
    span: wholeOf(item),
    nameSpan: item.span,
    children: childrenOf(item),
  }));
}

/** What an item of an array is called: by its name, tag or class. */
function titleOf(item: ConfigNode): string | undefined {
  if (item.kind !== "object") return undefined;
  const named = ["name", "tag", "binding", "class_name"].flatMap((key) =>
    item.properties.filter((each) => each.key === key && each.value.kind === "string"),
  )[0];
  return named?.value.kind === "string" && named.value.value !== "" ? named.value.value : undefined;
}

function partsOf(value: ConfigNode): Pick<OutlineItem, "kind" | "detail"> {
  switch (value.kind) {
    case "object":
    case "array":
      return { kind: value.kind, detail: "" };
    case "string":
    case "number":
    case "boolean":
      return { kind: value.kind, detail: String(value.value) };
    case "date":
      return { kind: "string", detail: value.value };
    case "null":
      return { kind: "null", detail: "" };
  }
}

/** From a value to the end of what is in it: a section's own span is its header only. */
function wholeOf(node: ConfigNode): Span {
  const inner =
    node.kind === "object"
      ? node.properties.map(({ span }) => span)
      : node.kind === "array"
        ? node.items.map(wholeOf)
        : [];
  return {
    start: node.span.start,
    end: Math.max(node.span.end, ...inner.map(({ end }) => end)),
  };
}

/** Sections from their headers, and values in brackets. */
function* spansIn(node: ConfigNode): Generator<Span> {
  if (node.kind === "object") {
    if (node.style !== "implied" && node.path.length > 0) yield ownSpan(node);
    for (const { value } of node.properties) yield* spansIn(value);
  }
  if (node.kind === "array") {
    if (node.style === "brackets") yield node.span;
    for (const item of node.items) yield* spansIn(item);
  }
  if (node.kind === "string") yield node.span;
}

/** A section without the sections that lie below it in the same file. */
function ownSpan(node: Extract<ConfigNode, { readonly kind: "object" }>): Span {
  if (node.style === "braces") return node.span;
  const isOwn = (value: ConfigNode): boolean =>
    value.kind === "array" ? value.style === "brackets" : value.kind !== "object" || value.style === "braces";
  const ends = node.properties.filter(({ value }) => isOwn(value)).map(({ span }) => span.end);
  return { start: node.span.start, end: Math.max(node.span.end, ...ends) };
}

function commentBlocks({
  comments,
  text,
}: {
  comments: readonly { readonly span: Span }[];
  text: string;
}): readonly Fold[] {
  const blocks: Span[] = [];
  for (const { span } of comments) {
    const last = blocks.at(-1);
    const isNext = last !== undefined && /^\r?\n[ \t]*$/.test(text.slice(lineEnd(text, last.end), span.start));
    if (isNext) blocks[blocks.length - 1] = { start: last.start, end: span.end };
    else blocks.push(span);
  }
  return blocks.map((span) => ({ span, isComment: true }));
}
