import { once, pick, type Draw } from "./random.ts";

/** Changes a text as typing, merging, pasting, a broken disk or malice do. `others` are texts to paste from. */
export function mutateText(draw: Draw, text: string, others: readonly string[]): string {
  return pick(draw, mutations)(draw, text, others);
}

type Mutation = (draw: Draw, text: string, others: readonly string[]) => string;

const mutations: readonly Mutation[] = [
  ...many(3, deleteTokens),
  ...many(2, duplicateTokens),
  ...many(3, swapTokens),
  ...many(3, replaceToken),
  ...many(2, deleteLines),
  ...many(2, duplicateLines),
  ...many(2, swapLines),
  ...many(2, truncate),
  ...many(3, splice),
  ...many(3, insertOdd),
  ...many(2, renameWord),
  changeLineEndings,
  addByteOrderMark,
  nestDeeply,
  chain,
  insertLong,
];

function many(times: number, mutation: Mutation): readonly Mutation[] {
  return Array.from({ length: times }, () => mutation);
}

/** Words, numbers, strings, runs of blanks and single signs: nothing is left out between two of them. */
const tokens = /\w+|"[^"\n]*"|'[^'\n]*'|[ \t]+|\r?\n|[^]/g;

function tokensOf(text: string): string[] {
  return text.match(tokens) ?? [];
}

function deleteTokens(draw: Draw, text: string): string {
  const found = tokensOf(text);
  found.splice(draw(found.length), 1 + draw(3));
  return found.join("");
}

function duplicateTokens(draw: Draw, text: string): string {
  const found = tokensOf(text);
  const at = draw(found.length);
  found.splice(at, 0, ...found.slice(at, at + 1 + draw(5)));
  return found.join("");
}

function swapTokens(draw: Draw, text: string): string {
  return swapped(draw, tokensOf(text)).join("");
}

function replaceToken(draw: Draw, text: string): string {
  const found = tokensOf(text);
  const words = found.flatMap((token, index) => (/^[\w"']/.test(token) ? [index] : []));
  if (words.length === 0) return text;
  found[pick(draw, words)] = once(draw, 2) ? pick(draw, oddValues) : found[pick(draw, words)]!;
  return found.join("");
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function deleteLines(draw: Draw, text: string): string {
  const lines = linesOf(text);
  lines.splice(draw(lines.length), 1 + draw(2));
  return lines.join("");
}

function duplicateLines(draw: Draw, text: string): string {
  const lines = linesOf(text);
  const from = draw(lines.length);
  lines.splice(draw(lines.length), 0, ...lines.slice(from, from + 1 + draw(4)));
  return lines.join("");
}

function swapLines(draw: Draw, text: string): string {
  return swapped(draw, linesOf(text)).join("");
}

function swapped(draw: Draw, parts: string[]): string[] {
  if (parts.length < 2) return parts;
  const [one, other] = [draw(parts.length), draw(parts.length)];
  [parts[one], parts[other]] = [parts[other]!, parts[one]!];
  return parts;
}

function truncate(draw: Draw, text: string): string {
  return once(draw, 3) ? text.slice(draw(text.length)) : text.slice(0, draw(text.length));
}

function splice(draw: Draw, text: string, others: readonly string[]): string {
  const lines = linesOf(text);
  const pasted = linesOf(pick(draw, others));
  const from = draw(pasted.length);
  lines.splice(draw(lines.length), draw(2), ...pasted.slice(from, from + 1 + draw(8)));
  return lines.join("");
}

function insertOdd(draw: Draw, text: string): string {
  let result = text;
  for (let count = 1 + draw(3); count > 0; count--) {
    const at = draw(result.length + 1);
    result = result.slice(0, at) + pick(draw, oddCharacters) + result.slice(at);
  }
  return result;
}

/** Gives every occurrence of a word another name, so that the parts of a project still agree on it. */
function renameWord(draw: Draw, text: string): string {
  const words = text.match(/\b[A-Za-z_$][\w$]{2,60}\b/g) ?? [];
  if (words.length === 0) return text;
  const word = pick(draw, words);
  return text.replaceAll(new RegExp(`\\b${word.replaceAll("$", "\\$")}\\b`, "g"), () => pick(draw, oddNames));
}

function changeLineEndings(draw: Draw, text: string): string {
  const kind = draw(3);
  if (kind === 0) return text.replaceAll(/\r?\n/g, "\r\n");
  return kind === 1 ? text.replaceAll(/\r?\n/g, "\r") : text.replaceAll(/\n/g, () => (once(draw, 2) ? "\n" : "\r\n"));
}

function addByteOrderMark(draw: Draw, text: string): string {
  return once(draw, 2) ? `\uFEFF${text}` : `${text}\uFEFF`;
}

/** Brackets around a token, mostly closed again. */
function nestDeeply(draw: Draw, text: string): string {
  const depth = pick(draw, [10, 100, 700, 3000, 20_000]);
  const [open, close] = pick(draw, brackets);
  const found = tokensOf(text);
  const at = draw(found.length);
  const isClosed = !once(draw, 4);
  found[at] = open.repeat(depth) + (found[at] ?? "") + (isClosed ? close.repeat(depth) : "");
  return found.join("");
}

/** What a parser reads in a loop and a walk may visit by recursion: `a+a+a…`, `a.a.a…`, `a()()()…`, `else if` and so on. */
function chain(draw: Draw, text: string): string {
  const length = pick(draw, [10, 300, 5000]);
  const found = tokensOf(text);
  const words = found.flatMap((token, index) => (/^[A-Za-z_$]/.test(token) ? [index] : []));
  if (words.length === 0) return text;
  const at = pick(draw, words);
  const word = found[at]!;
  const [before, link, after] = pick(draw, links);
  found[at] = `${before}${word}${link.replaceAll("a", word).repeat(length)}${after}`;
  return found.join("");
}

function insertLong(draw: Draw, text: string): string {
  const lines = linesOf(text);
  const long = pick(draw, longTexts)(pick(draw, [1000, 50_000]));
  lines.splice(draw(lines.length + 1), 0, `${long}\n`);
  return lines.join("");
}

/** Names that every object has, and names that mean something to a shell, a path, a pattern or a syntax. */
export const oddNames: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "default",
  "then",
  "length",
  "$(reboot)",
  "; rm -rf ~",
  "../../../etc/passwd",
  "a b",
  "é😀",
  "",
  "class",
  "$&$1",
  "0",
];

const oddValues: readonly string[] = [
  ...oddNames.map((name) => JSON.stringify(name)),
  "__proto__",
  "constructor",
  "null",
  "true",
  "NaN",
  "0",
  "-0",
  "1e999",
  "99999999999999999999999",
  "0x7fffffffffffffff",
  "1979-05-27T07:32:00Z",
  "[]",
  "{}",
  "[[]]",
  '"""',
  "'''",
  "`${`${1}`}`",
  "/(a+)+$/u",
  "#private",
  "@decorated",
  "await",
  "yield",
  "enum",
  "<T>",
];

const oddCharacters: readonly string[] = [
  "\0",
  "\u0001",
  "\uFEFF",
  "\uD800",
  "\uDC00",
  "\u2028",
  "\u2029",
  "\u00A0",
  "\u202E",
  "\u200B",
  "\r",
  "\r\n",
  "\t",
  "\v",
  "\f",
  "\uFFFD",
  "\u{1F600}",
  "e\u0301",
  "\\",
  "\\u",
  "\\u{110000}",
  '"',
  "'",
  "`",
  "${",
  "/*",
  "*/",
  "//",
  "#",
  "<!--",
  "-->",
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  "<",
  ">",
  "=",
  "=>",
  ",",
  ";",
  ":",
  ".",
  "...",
  "?.",
  "!",
  "@",
];

const brackets: readonly (readonly [string, string])[] = [
  ["[", "]"],
  ["{", "}"],
  ["(", ")"],
  ['{"a":', "}"],
  ["{a=", "}"],
  ["<a>", "</a>"],
  ["`${", "}`"],
  ["a<", ">"],
  ["!", ""],
  ["async () => ", ""],
  ["if (a) ", ""],
  ["class A { a = ", "}"],
];

const links: readonly (readonly [string, string, string])[] = [
  ["", "+a", ""],
  ["", ".a", ""],
  ["", "()", ""],
  ["", "[0]", ""],
  ["", " && a", ""],
  ["", ", a", ""],
  ["", "!", ""],
  ["", " as a", ""],
  ["", "`x`", ""],
  ["", " ? a : a", ""],
  ["", ";\na", ""],
  ["if (a) a;", "\nelse if (a) a;", ""],
  ["", "\n//", ""],
  ["", " | a", ""],
  ["", "\n@a", ""],
];

const longTexts: readonly ((size: number) => string)[] = [
  (size) => `"${"x".repeat(size)}"`,
  (size) => "x".repeat(size),
  (size) => `long = "${"\\n".repeat(size / 2)}"`,
  (size) => " ".repeat(size),
  (size) => "\t".repeat(size),
  (size) => `#${"-".repeat(size)}`,
  (size) => `/*${"*".repeat(size)}*/`,
  (size) => `/${"(a|b)".repeat(size / 5)}/`,
  (size) => "9".repeat(size),
  (size) => `[${"1,".repeat(size / 2)}]`,
  (size) => `${"a.".repeat(size / 2)}a = 1`,
  (size) => `[${"a.".repeat(size / 2)}a]`,
];
