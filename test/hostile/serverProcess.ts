import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { atEnd } from "../host/endings.ts";

const cli = path.resolve("dist/cli.cjs");

/** The language server as a process of its own, as it is shipped. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  /** Writes bytes to the server that no client would. */
  readonly write: (bytes: string | Buffer) => void;
  /** Opens a folder; answers once everything in it has been checked. */
  readonly open: (folder: string, options?: object) => Promise<void>;
  /** Resolves with how the process ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly kill: () => void;
}

export interface ServerOptions {
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** Starts the server; it is killed when the tests end. */
export function startServer({ nodeArguments = [], environment, cwd }: ServerOptions = {}): ServerProcess {
  const child = spawn(process.execPath, [...nodeArguments, cli, "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "pipe"],
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...environment },
  });
  const kill = atEnd(() => child.kill("SIGKILL"));
  child.stderr.resume();
  child.stdin.on("error", () => undefined);
  const ended = new Promise<Awaited<ServerProcess["ended"]>>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest("workspace/configuration", ({ items }: { readonly items: readonly unknown[] }) =>
    items.map(() => null),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.onError(() => undefined);
  connection.listen();
  const open = async (folder: string, initializationOptions: object = {}) => {
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: URI.file(folder).toString(), name: "hostile" }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      initializationOptions,
    });
    await connection.sendNotification("initialized", {});
    await connection.sendRequest("durableObjects/workers", {});
  };
  return { child, connection, open, ended, kill, write: (bytes) => void child.stdin.write(bytes) };
}
