import { expandSnippet } from "./expand.ts";
import { type Language, findSnippet } from "./files.ts";

/** How a snippet stands in the tests' project, and what a person types into it there. */
export interface SnippetCase {
  readonly prefix: string;
  /** A class (perhaps with its Worker), a Worker, or statements of a `fetch` handler. */
  readonly kind: "class" | "worker" | "statements";
  /** The file without its ending, which is also where the class and its binding get their names from. */
  readonly file: string;
  readonly typed?: (language: Language) => Readonly<Record<number, string>>;
}

/** The tests' project holds a file for each of these, once in TypeScript and once in JavaScript. */
export const cases: readonly SnippetCase[] = [
  { prefix: "do-rpc", kind: "class", file: "rpc" },
  { prefix: "do-kv", kind: "class", file: "kv" },
  { prefix: "do-kv-async", kind: "class", file: "kv-async" },
  { prefix: "do-fetch", kind: "class", file: "fetch" },
  { prefix: "do-alarm", kind: "class", file: "alarm", typed: () => ({ 0: failUntilThen }) },
  { prefix: "do-websocket", kind: "class", file: "chat-room" },
  { prefix: "do-schema", kind: "class", file: "schema" },
  { prefix: "do-transaction", kind: "class", file: "bank" },
  { prefix: "do-restore", kind: "class", file: "archive" },
  { prefix: "do-stream", kind: "class", file: "stream" },
  { prefix: "do-agent", kind: "class", file: "counter-agent" },
  { prefix: "do-container", kind: "class", file: "boxed" },
  // Actors look their binding up by the name of the class.
  { prefix: "do-actor", kind: "class", file: "visitor" },
  { prefix: "do-worker-name", kind: "worker", file: "by-name", typed: bound("fetch") },
  { prefix: "do-worker-id", kind: "worker", file: "by-id", typed: bound("fetch") },
  { prefix: "do-worker-unique-id", kind: "worker", file: "unique-id", typed: bound("fetch") },
  { prefix: "do-worker-location", kind: "worker", file: "location", typed: bound("fetch") },
  { prefix: "do-worker-jurisdiction", kind: "worker", file: "jurisdiction", typed: bound("fetch") },
  {
    prefix: "do-call-rpc",
    kind: "statements",
    file: "call-rpc",
    typed: (language) => ({ 1: bindingOf("rpc", language), 4: "list", 0: "return Response.json(result);" }),
  },
  { prefix: "do-call-stream", kind: "statements", file: "call-stream", typed: bound("stream") },
  { prefix: "do-call-websocket", kind: "statements", file: "call-websocket", typed: bound("chat-room") },
];

/** Fails as long as the task, read as a time, is ahead; then remembers that it ran. */
const failUntilThen = `if (Date.now() < Number(task)) throw new Error("Not yet");
		this.ctx.storage.kv.put("done", task);`;

/** The case of a file. */
export function caseOf(file: string): SnippetCase {
  const found = cases.find((each) => each.file === file);
  if (found === undefined) throw new Error(`There is no case for ${file}.`);
  return found;
}

/** The text of a case's file, as a person gets it. */
export function textOf(each: SnippetCase, language: Language): string {
  const { body } = findSnippet(language, each.prefix);
  const text = expandSnippet(body, { fileName: fileOf(each, language), typed: each.typed?.(language) ?? {} });
  return each.kind === "statements" ? inHandler(text, language) : text;
}

/** The name of the file of a case: `rpc.ts`, `js-rpc.js`. */
export function fileOf(each: SnippetCase, language: Language): string {
  return language === "typescript" ? `${each.file}.ts` : `js-${each.file}.js`;
}

/** The name of the class that the file of a case defines: `ChatRoom`, `JsChatRoom`. */
export function classOf(file: string, language: Language): string {
  const words = (language === "typescript" ? file : `js-${file}`).split("-");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The binding of that class: `CHAT_ROOM`, `JS_CHAT_ROOM`. */
export function bindingOf(file: string, language: Language): string {
  if (caseOf(file).prefix === "do-actor") return classOf(file, language);
  return (language === "typescript" ? file : `js-${file}`).replaceAll("-", "_").toUpperCase();
}

function bound(file: string): (language: Language) => Readonly<Record<number, string>> {
  return (language) => ({ 1: bindingOf(file, language) });
}

function inHandler(statements: string, language: Language): string {
  const head = 'const name = new URL(request.url).pathname.slice(1) || "default";';
  return language === "typescript"
    ? `export default { async fetch(request, env): Promise<Response> {\n${head}\n${statements}\n} } satisfies ExportedHandler<Env>;`
    : `export default { async fetch(request, env) {\n${head}\n${statements}\n} };`;
}
