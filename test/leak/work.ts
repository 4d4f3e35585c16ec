// Works as an editor does for a long time, in the real server, and tells what memory and objects are left each time.
// usage: node --expose-gc work.js; prints the Measured before and after as JSON.
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import v8 from "node:v8";
import { Emitter } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Project } from "../../src/core/project.ts";
import { ModuleGraph } from "../../src/core/source/graph.ts";
import { ParsedModule } from "../../src/core/source/parsedModule.ts";
import { Editor } from "../language/editor.ts";

/** What is alive after garbage was collected. */
export interface Measured {
  /** In bytes. */
  readonly heap: number;
  /** How many objects of some classes there are, and how many listeners. */
  readonly counts: Readonly<Record<string, number>>;
}

const names = ["wrangler.jsonc", "src/index.ts", "src/room.ts"];
const files = Object.fromEntries(
  names.flatMap((name) =>
    ["a", "b"].map((folder) => [`${folder}/${name}`, readFileSync(`samples/chat/${name}`, "utf8")]),
  ),
);

// Node makes the streams when they are first asked for.
const ownEmitters = [process, process.stdin, process.stdout, process.stderr];
const editor = await Editor.open({ files, folders: ["a", "b"] });
for (const name of names) await editor.openDocument(`a/${name}`);
await work(0, 100, 100);
const before = await measured();
await work(100, 1000, 100);
const after = await measured();
await editor.close();
console.log(JSON.stringify({ before, after }));

/** Edits, each with a text that was never there before, while a second workspace is opened and closed again and again. */
async function work(first: number, edits: number, openings: number): Promise<void> {
  for (let index = 0; index < edits; index++) {
    await edit(`a/${names[index % names.length] ?? ""}`, `// ${first + index}\n`);
    if (index % Math.ceil(edits / openings) === 0) await reopen();
  }
}

async function edit(name: string, comment: string): Promise<void> {
  const [start = ""] = /^.*\n/.exec(editor.document(name).getText()) ?? [];
  await editor.type(name, start, comment + start);
  await editor.connection.sendRequest("textDocument/hover", {
    textDocument: { uri: editor.uri(name) },
    position: { line: 5, character: 12 },
  });
  await editor.type(name, comment, "");
}

async function reopen(): Promise<void> {
  await editor.openDocument("b/src/index.ts");
  await editor.closeDocument("b/src/index.ts");
  await editor.changeFolders({ removed: ["b"] });
  await editor.changeFolders({ added: ["b"] });
}

/** The least of several measurements: what is left of a heap depends on when the collector last looked. */
async function measured(): Promise<Measured> {
  // What the editor of the test remembers is no matter of the server.
  editor.published.length = 0;
  let heap = Infinity;
  for (let round = 0; round < 8; round++) {
    global.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
    await nextTurn();
    heap = Math.min(heap, process.memoryUsage().heapUsed);
  }
  const classes = { Project, ModuleGraph, ParsedModule, EventEmitter, Emitter, TextDocument: documentClass() };
  const alive = Object.entries(classes).map(
    ([name, each]) => [name, v8.queryObjects(each, { format: "count" })] as const,
  );
  const listeners = [...ownEmitters, editor.toServer].flatMap((each) =>
    each.eventNames().map((event) => each.listenerCount(event)),
  );
  return {
    heap,
    counts: {
      ...Object.fromEntries(alive),
      listeners: listeners.reduce((sum, each) => sum + each, 0),
      timers: timers(),
    },
  };
}

/** The library exports the functions of the class and not the class. */
function documentClass(): new () => unknown {
  return Object.getPrototypeOf(TextDocument.create("a:a", "x", 1, "")).constructor as new () => unknown;
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}
