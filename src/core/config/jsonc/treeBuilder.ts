import type { JSONVisitor } from "jsonc-parser";
import type { Span } from "../../text/span.ts";
import { deepestPath, type ConfigNode, type ConfigPath, type Property } from "../tree.ts";

interface Container {
  readonly path: ConfigPath;
  readonly start: number;
  /** The values of an array; of an object they are in `properties`. */
  readonly items: ConfigNode[];
  readonly properties: Property[];
  key: { readonly name: string; readonly span: Span } | undefined;
}

export interface TreeBuilder {
  readonly visitor: JSONVisitor;
  /** The first value of the text. */
  readonly root: () => ConfigNode | undefined;
}

/** Listens to jsonc-parser's visitor and builds the tree, of half-typed texts whatever has a name and a value. */
export function treeBuilder(): TreeBuilder {
  const outermost = newContainer([], 0);
  const open: Container[] = [outermost];
  const innermost = (): Container => open.at(-1) ?? outermost;

  return {
    root: () => outermost.items[0],
    visitor: {
      onObjectBegin: begin,
      onArrayBegin: begin,
      onObjectProperty: (name, offset, length) => {
        innermost().key = { name, span: { start: offset, end: offset + length } };
      },
      onObjectEnd: (offset, length) => {
        end(offset + length, ({ path, properties }, span) => ({
          kind: "object",
          path,
          span,
          properties,
          style: "braces",
        }));
      },
      onArrayEnd: (offset, length) => {
        end(offset + length, ({ path, items }, span) => ({ kind: "array", path, span, items, style: "brackets" }));
      },
      onLiteralValue: (value: unknown, offset, length) => {
        add(innermost(), literal(value, nextPath(), { start: offset, end: offset + length }));
      },
    },
  };

  function begin(offset: number): void {
    open.push(newContainer(open.length <= deepestPath ? nextPath() : [], offset));
  }

  /** The path of the value that comes next. */
  function nextPath(): ConfigPath {
    const { path, key, items } = innermost();
    return open.length === 1 ? [] : [...path, key?.name ?? items.length];
  }

  function end(offset: number, finish: (container: Container, span: Span) => ConfigNode): void {
    const container = open.pop();
    if (container === undefined || open.length > deepestPath) return;
    add(innermost(), finish(container, { start: container.start, end: offset }));
  }
}

function newContainer(path: ConfigPath, start: number): Container {
  return { path, start, items: [], properties: [], key: undefined };
}

function add(container: Container, value: ConfigNode): void {
  const { key } = container;
  if (key === undefined) {
    container.items.push(value);
    return;
  }
  const span = { start: key.span.start, end: value.span.end };
  container.properties.push({ key: key.name, keySpan: key.span, value, span });
  container.key = undefined;
}

function literal(value: unknown, path: ConfigPath, span: Span): ConfigNode {
  if (typeof value === "string") return { kind: "string", path, span, value };
  if (typeof value === "number") return { kind: "number", path, span, value };
  if (typeof value === "boolean") return { kind: "boolean", path, span, value };
  return { kind: "null", path, span };
}
