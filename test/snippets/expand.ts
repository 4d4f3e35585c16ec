/** What a snippet finds around it in the editor. */
export interface Surroundings {
  /** The name of the file with its ending, such as `chat-room.ts`. */
  readonly fileName: string;
  /** What the person types at a tab stop, instead of accepting its default. */
  readonly typed?: Readonly<Record<number, string>>;
}

/**
 * What is in the editor when a person inserted the body of a snippet and pressed Tab to its end. Of VS Code's syntax it
 * knows what VS Code knows (https://code.visualstudio.com/docs/editing/userdefinedsnippets#_grammar), but only the
 * variables and formats that our snippets use; it throws at any other.
 */
export function expandSnippet(body: string, surroundings: Surroundings): string {
  const nodes = parse(new Reader(body));
  const values = new Map(Object.entries(surroundings.typed ?? {}).map(([stop, text]) => [Number(stop), text]));
  return print(nodes, { values, defaults: findDefaults(nodes), surroundings });
}

/** The tab stops of a body in the order in which Tab visits them. */
export function tabStops(body: string): readonly number[] {
  const stops = new Set(all(parse(new Reader(body))).flatMap((node) => ("stop" in node ? [node.stop] : [])));
  return [...stops].sort((a, b) => (a || Infinity) - (b || Infinity));
}

type Node =
  | { readonly text: string }
  | { readonly stop: number; readonly content?: readonly Node[]; readonly transform?: Transform }
  | { readonly variable: string; readonly content?: readonly Node[]; readonly transform?: Transform };

interface Transform {
  readonly pattern: RegExp;
  readonly format: readonly Format[];
}

type Format = string | { readonly group: number; readonly change?: string };

interface Values {
  readonly values: ReadonlyMap<number, string>;
  readonly defaults: ReadonlyMap<number, readonly Node[]>;
  readonly surroundings: Surroundings;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  next(): string {
    return this.#text[this.#at++] ?? "";
  }

  /** Whether the pattern matches here; if so, goes behind it and returns what it matched. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match === null) return undefined;
    this.#at = sticky.lastIndex;
    return match;
  }
}

/** The nodes up to the pattern, which is taken too, or to the end of the text. */
function parse(reader: Reader, end?: RegExp): readonly Node[] {
  const nodes: Node[] = [];
  for (;;) {
    if (reader.isAtEnd || (end !== undefined && reader.take(end))) return nodes;
    nodes.push(parseOne(reader));
  }
}

function parseOne(reader: Reader): Node {
  const escaped = reader.take(/\\([$}\\])/);
  if (escaped) return { text: escaped[1] ?? "" };
  const simple = reader.take(/\$(?:(\d+)|([A-Za-z_]\w*))/);
  if (simple) return reference(simple[1], simple[2]);
  const braced = reader.take(/\$\{(?:(\d+)|([A-Za-z_]\w*))/);
  if (!braced) return { text: reader.next() };
  const name = reference(braced[1], braced[2]);
  if (reader.take(/\}/)) return name;
  if (reader.take(/:/)) return { ...name, content: parse(reader, /\}/) };
  if (reader.take(/\|/)) return { ...name, content: [{ text: firstChoice(reader) }] };
  if (reader.take(/\//)) return { ...name, transform: parseTransform(reader) };
  throw new Error(`Not a snippet: ${JSON.stringify(name)}`);
}

function reference(stop: string | undefined, variable: string | undefined): Exclude<Node, { text: string }> {
  return stop === undefined ? { variable: variable ?? "" } : { stop: Number(stop) };
}

function firstChoice(reader: Reader): string {
  const choices = reader.take(/((?:[^|\\]|\\.)*)\|\}/)?.[1] ?? "";
  const first = /^(?:[^,\\]|\\.)*/.exec(choices)?.[0] ?? "";
  return first.replace(/\\([,|\\])/g, "$1");
}

function parseTransform(reader: Reader): Transform {
  const pattern = reader.take(/((?:[^/\\]|\\.)*)\//)?.[1]?.replaceAll("\\/", "/") ?? "";
  const format: Format[] = [];
  while (!reader.take(/\//)) format.push(parseFormat(reader));
  const flags = reader.take(/([a-z]*)\}/)?.[1] ?? "";
  return { pattern: new RegExp(pattern, flags), format };
}

function parseFormat(reader: Reader): Format {
  const escaped = reader.take(/\\([$}\\/])/);
  if (escaped) return escaped[1] ?? "";
  const group = reader.take(/\$(\d+)|\$\{(\d+)(?::((?:[^}\\]|\\.)*))?\}/);
  if (!group) return reader.next();
  const number = Number(group[1] ?? group[2]);
  return group[3] === undefined ? { group: number } : { group: number, change: group[3] };
}

/** The first tab stop of a number that has content gives it to all others. */
function findDefaults(nodes: readonly Node[]): ReadonlyMap<number, readonly Node[]> {
  const defaults = new Map<number, readonly Node[]>();
  for (const node of all(nodes))
    if ("stop" in node && node.content !== undefined && !defaults.has(node.stop)) defaults.set(node.stop, node.content);
  return defaults;
}

function all(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...("content" in node ? all(node.content ?? []) : [])]);
}

function print(nodes: readonly Node[], values: Values): string {
  return nodes.map((node) => printOne(node, values)).join("");
}

function printOne(node: Node, values: Values): string {
  if ("text" in node) return node.text;
  const value = "stop" in node ? stopValue(node.stop, values) : variableValue(node, values);
  return node.transform === undefined ? value : applyTransform(value, node.transform);
}

function stopValue(stop: number, values: Values): string {
  return values.values.get(stop) ?? print(values.defaults.get(stop) ?? [], values);
}

function variableValue(node: { readonly variable: string }, values: Values): string {
  const { fileName } = values.surroundings;
  if (node.variable === "TM_FILENAME_BASE") return fileName.replace(/\.[^.]*$/, "");
  throw new Error(`The variable ${node.variable} is not known here.`);
}

function applyTransform(value: string, { pattern, format }: Transform): string {
  return value.replace(pattern, (...groups: (string | undefined)[]) =>
    format
      .map((part) => (typeof part === "string" ? part : formatGroup(groups[part.group] ?? "", part.change)))
      .join(""),
  );
}

function formatGroup(text: string, change: string | undefined): string {
  if (change === undefined) return text;
  if (change.startsWith("+")) return text === "" ? "" : change.slice(1);
  if (change === "/upcase") return text.toUpperCase();
  if (change === "/pascalcase") return toPascalCase(text);
  throw new Error(`The format ${change} is not known here.`);
}

function toPascalCase(text: string): string {
  const words = text.match(/[a-z0-9]+/gi) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
