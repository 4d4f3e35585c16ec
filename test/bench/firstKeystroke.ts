// What the second keystroke costs against the first, in a language server that has only just been started and opened: the
// first waits until TypeScript is loaded and everything is read, the second must not. Each round is a process of its own.
// usage: npm run bench -- firstKeystroke
import { spawn } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { temporaryFolder } from "../host/endings.ts";
import { builtFolder } from "../support/built.ts";
import { inMs, share, table } from "../support/measured.ts";

const rounds = 9;
const wanted = 0.2;
const server = path.join(builtFolder(), "cli.cjs");

const all: (readonly number[])[] = [];
for (let round = 0; round < rounds; round++) all.push(await measure());
const [first = 0, second = 0, later = 0] = [0, 1, 9].map((key) =>
  share(
    all.map((times) => times[key] ?? 0),
    0.5,
  ),
);
const ratio = share(
  all.map(([one = 0, two = 0]) => two / one),
  0.5,
);
if (ratio > wanted) process.exitCode = 1;
const rows = [
  ["the first key", inMs(first), "", ""],
  ["the second key", inMs(second), ratio.toFixed(2), String(wanted)],
  ["the tenth key", inMs(later), (later / first).toFixed(2), ""],
];
console.log(table(["", "median", "against the first", "wanted"], rows));

/** The times from ten keys to the problems that they make. */
async function measure(): Promise<readonly number[]> {
  const [folder, remove] = temporaryFolder("do-first");
  cpSync("samples/chat", folder, { recursive: true });
  const child = spawn(process.execPath, [server, "lsp", "--stdio"]);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", { processId: null, rootUri, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const times = await typed(connection, path.join(folder, "wrangler.jsonc"));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  remove();
  return times;
}

async function typed(connection: ProtocolConnection, file: string): Promise<readonly number[]> {
  const text = readFileSync(file, "utf8");
  const uri = pathToFileURL(file).href;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "jsonc", version: 1, text },
  });
  const times: number[] = [];
  for (let key = 1; key <= 10; key++) {
    const name = `ChatRoom${"abcdefghij".slice(0, key)}`;
    const start = performance.now();
    const shown = problemAbout(connection, name);
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: key + 1 },
      contentChanges: [{ text: text.replace('"class_name": "ChatRoom"', `"class_name": "${name}"`) }],
    });
    await shown;
    times.push(performance.now() - start);
  }
  return times;
}

async function problemAbout(connection: ProtocolConnection, name: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const listening = connection.onNotification(
      "textDocument/publishDiagnostics",
      ({ diagnostics }: PublishDiagnosticsParams) => {
        const isThere = diagnostics.some(({ message }) => new RegExp(`\\b${name}\\b`).test(String(message)));
        if (!isThere) return;
        listening.dispose();
        resolve();
      },
    );
  });
}
