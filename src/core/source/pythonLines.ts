import type { Span } from "../text/span.ts";

/** What a statement of a Python module's top level does to its names. */
export type PythonStatement =
  | { readonly kind: "define"; readonly name: string; readonly span: Span }
  /** `from module import name as as`; `name` is `*` for all, `module` keeps its leading dots. */
  | {
      readonly kind: "import";
      readonly module: string;
      readonly name: string;
      readonly as: string;
      readonly span: Span;
    }
  /** Something that may define names which cannot be read. */
  | { readonly kind: "odd"; readonly text: string; readonly span: Span };

/**
 * Reads the statements of a module that define names, in order. Strings, comments, brackets over several lines and
 * indentation are respected: what stands in a class or function is not of the top level, what stands in an `if` or `try` is.
 */
export function* pythonStatements(text: string): Generator<PythonStatement> {
  let bodyIndent: number | undefined;
  for (const line of logicalLines(blankLiterals(text))) {
    if (bodyIndent !== undefined && line.indent > bodyIndent) continue;
    bodyIndent = /^(async\s+)?(def|class)\b/.test(line.text) ? line.indent : undefined;
    yield* statementsOf(line);
  }
}

interface LogicalLine {
  readonly indent: number;
  /** Without indentation; strings and comments are blank. */
  readonly text: string;
  /** The offset of `text`. */
  readonly start: number;
}

function* statementsOf({ text, start }: LogicalLine): Generator<PythonStatement> {
  const definition = /^(?:class|(?:async\s+)?def)\s+([^\W\d]\w*)/.exec(text);
  const isOdd =
    /\b(globals|locals|exec|eval|__import__|setattr)\s*\(|^def\s+__getattr__\b|\bimport_from_javascript\b/.test(text);
  if (isOdd) yield { kind: "odd", text: text.trim(), span: { start, end: start + text.trimEnd().length } };
  if (definition?.[1] !== undefined) yield define(definition[1], start + definition[0].length - definition[1].length);
  else if (/^(from|import)\b/.test(text)) yield* imports(text, start);
  else yield* assignments(text, start);
}

function define(name: string, start: number): PythonStatement {
  return { kind: "define", name, span: { start, end: start + name.length } };
}

function* imports(text: string, start: number): Generator<PythonStatement> {
  const head = /^from\s([.\w\s]+?)\bimport\b/.exec(text);
  const offset = head?.[0].length ?? "import".length;
  const module = head?.[1]?.replace(/\s/g, "");
  for (const match of text.slice(offset).matchAll(/(\*|[\w.]+)(?:\s+as\s+(\w+))?/g)) {
    const [all, name = "", alias] = match;
    const at = start + offset + match.index;
    const span = { start: at + all.length - (alias ?? name).length, end: at + all.length };
    if (module !== undefined) yield { kind: "import", module, name, as: alias ?? name, span };
    else yield { kind: "define", name: alias ?? name.split(".")[0] ?? name, span };
  }
}

/** `A = …`, `A: T = …`, `A = B = …`, `A, B = …`, `if x: A = …`. A name too many (`f(a=1)`) does less harm than one too few. */
function* assignments(text: string, start: number): Generator<PythonStatement> {
  // The names stand at the beginning, and a list of a million items must not be searched for each of them.
  const beginning = text.slice(0, 1000);
  for (const match of beginning.matchAll(/(?<![\w.\])])([^\W\d]\w*)(?=\s*(?::[^=,()]*)?=(?!=)|\s*,[\s\w,]*=(?!=))/g)) {
    yield define(match[1] ?? "", start + match.index);
  }
}

/** Joins lines that end in an open bracket or a backslash. */
function* logicalLines(text: string): Generator<LogicalLine> {
  let start = 0;
  let depth = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = text.charAt(index);
    if ("([{".includes(character) && character !== "") depth++;
    else if (")]}".includes(character) && character !== "") depth = Math.max(0, depth - 1);
    const isEnd =
      index === text.length || (character === "\n" && depth === 0 && !/\\\r?$/.test(text.slice(index - 2, index)));
    if (!isEnd) continue;
    const line = text.slice(start, index);
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== "") yield { indent, text: line.slice(indent), start: start + indent };
    start = index + 1;
  }
}

/**
 * The text with every comment replaced by spaces and every string by `_`s, its line ends too, so that offsets stay and a
 * string over several lines is one.
 */
function blankLiterals(text: string): string {
  const literal = /#[^\n]*|('''|""")(?:\\[^]|(?!\1)[^])*(?:\1|$)|(['"])(?:\\[^]|(?!\2)[^\\\n])*\2?/g;
  return text.replace(literal, (found) => (found.startsWith("#") ? " " : "_").repeat(found.length));
}
