/**
 * A file of an example: the block's name behind its language, `committed` if it stands for the revision before, `large` if
 * it is meant to be filled up with blanks beyond what is parsed.
 */
export interface PageFile {
  readonly name: string;
  readonly isCommitted: boolean;
  /** The text without its caret lines. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The lines of the page (from 0) between the fences. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What a line of carets expects below the text that it points at: line and columns from 0, the end exclusive. */
export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** `warning: The class …`, with ` (staging)` before the colon for a named environment. */
  readonly text: string;
}

export interface Example {
  readonly kind: "Incorrect" | "Fixed by" | "Correct";
  /** Behind `Fixed by`: the title of the fix. */
  readonly title: string;
  readonly files: readonly PageFile[];
}

const heading = /^## (Incorrect|Correct|Fixed by)(.*)$/;
const fence = /^```(\w*)\s*(\S*)\s*(committed|large)?\s*$/;
const carets = /^(\s*(?:#|\/\/)?\s*)(\^+)(?: (.*))?$/;

/** Reads the examples of a rule's page, in order. Each begins at a heading of the second level. */
export function readExamples(page: string): readonly Example[] {
  const lines = page.split("\n");
  const examples: { kind: Example["kind"]; title: string; files: PageFile[] }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const found = heading.exec(line);
    if (found !== null) {
      examples.push({ kind: found[1] as Example["kind"], title: (found[2] ?? "").trim(), files: [] });
    } else if (line.startsWith("## ")) {
      examples.push({ kind: "Correct", title: "", files: [] });
    }
    const block = fence.exec(line);
    if (block === null) continue;
    const end = lines.indexOf("```", index + 1);
    if (block[2] !== "") examples.at(-1)?.files.push(readFile(lines, block, { first: index + 1, last: end }));
    index = end;
  }
  return examples.filter((example) => example.files.length > 0);
}

function readFile(
  lines: readonly string[],
  block: RegExpExecArray,
  { first, last }: { readonly first: number; readonly last: number },
): PageFile {
  const kept: string[] = [];
  const marks: Mark[] = [];
  for (const line of lines.slice(first, last)) {
    const found = carets.exec(line);
    if (found === null) kept.push(line);
    else marks.push(markOf(found, kept.length - 1));
  }
  return {
    name: block[2] ?? "",
    isCommitted: block[3] === "committed",
    text: `${kept.join("\n")}\n${block[3] === "large" ? " ".repeat(1_000_000) : ""}`,
    marks,
    firstLine: first,
    lastLine: last,
  };
}

function markOf([, before = "", carets = "", text = ""]: RegExpExecArray, line: number): Mark {
  return { line, start: before.length, end: before.length + carets.length, text };
}

/** Draws a text with the marks below their lines, as a page holds it. */
export function drawMarks(name: string, text: string, marks: readonly Mark[]): readonly string[] {
  const comment = name.endsWith(".toml") || name.endsWith(".py") ? "#" : "//";
  return text
    .replace(/\n *$/, "")
    .split("\n")
    .flatMap((line, index) => [
      line,
      ...marks.filter((mark) => mark.line === index).map((mark) => draw(mark, comment)),
    ]);
}

function draw(mark: Mark, comment: string): string {
  const room = mark.start >= comment.length ? comment.padEnd(mark.start) : " ".repeat(mark.start);
  return `${room}${"^".repeat(mark.end - mark.start)} ${mark.text}`;
}
