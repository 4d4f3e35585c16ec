import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { temporaryFolder } from "./endings.ts";
import type { VSCode } from "./codeServer.ts";
import { cleanEnvironment, startGroup } from "./processes.ts";
import { cleanSettings, type Settings } from "./settings.ts";

/** A running VS Code server. */
export type Server = {
  /** Where its workbench is served, such as `http://127.0.0.1:40123`, with no slash at the end. */
  readonly url: string;
  /** A folder of its own, gone after `stop`. */
  readonly folder: string;
  /** Resolves when the server ends by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** From `installCodeServer`. */
  readonly vscode: VSCode;
  /** User settings, over the clean ones. VS Code does not notice later edits of the file. */
  readonly settings?: Settings;
  /** Puts installed extensions into the folder it is given, before the start. */
  readonly install?: (extensions: string) => void;
  /** Lets a page start tests; without it the page's payload is ignored. It also suppresses notifications and dialogs. */
  readonly isDrivenByTests?: boolean;
  /** Workspaces are trusted unless a suite is about trust. */
  readonly hasTrust?: boolean;
  /** Variables that the extension host and its processes see. */
  readonly env?: Readonly<Record<string, string>>;
  /** A port other than any free one. */
  readonly port?: number;
};

const startTimeout = 60_000;

/**
 * Loads the script that its first argument names, and ends its whole group once this process is gone: somebody who is
 * killed has no chance to tidy up. A file, because VS Code hands the options of Node on to its extension host.
 */
const launcher = `import { pathToFileURL } from "node:url";
const isThere = () => {
  try {
    return process.kill(${process.pid}, 0);
  } catch {
    return false;
  }
};
const end = () => process.kill(process.platform === "win32" ? process.pid : 0, "SIGKILL");
setInterval(() => isThere() || end(), 500).unref();
process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1]).href);
`;

/** Starts a VS Code server on a loopback port with clean settings and no extension but the ones installed. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const [folder, removeFolder] = temporaryFolder("do-vscode");
  for (const name of ["extensions", "home", "tmp", "user/User"])
    mkdirSync(path.join(folder, name), { recursive: true });
  const settings = { ...cleanSettings, ...options.settings };
  writeFileSync(path.join(folder, "user/User/settings.json"), JSON.stringify(settings, undefined, 2));
  writeFileSync(path.join(folder, "launch.mjs"), launcher);
  options.install?.(path.join(folder, "extensions"));
  const group = startGroup(options.vscode.node, serverArguments(folder, options), {
    cwd: folder,
    env: cleanEnvironment({ ...serverEnvironment(folder), ...options.env }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => group.child.once("exit", () => resolve()));
  const stop = async () => {
    await group.stop();
    removeFolder();
  };
  try {
    const url = await addressOf(group.child);
    return { url, folder, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(folder: string, options: ServerOptions): string[] {
  return [
    path.join(folder, "launch.mjs"),
    path.join(options.vscode.folder, "out/server-main.js"),
    "--host=127.0.0.1",
    `--port=${options.port ?? 0}`,
    "--without-connection-token",
    "--accept-server-license-terms",
    `--server-data-dir=${path.join(folder, "server")}`,
    `--user-data-dir=${path.join(folder, "user")}`,
    `--extensions-dir=${path.join(folder, "extensions")}`,
    "--telemetry-level=off",
    "--disable-update-check",
    "--disable-experiments",
    // Otherwise the extension host gets a login shell's PATH, and with it the machine's Node.
    "--force-disable-user-env",
    ...(options.hasTrust === false ? [] : ["--disable-workspace-trust"]),
    ...(options.isDrivenByTests === true ? ["--enable-smoke-test-driver"] : []),
  ];
}

function serverEnvironment(folder: string): Record<string, string> {
  return {
    // No gallery: then neither the page nor the server asks a host outside.
    EXTENSIONS_GALLERY: "{}",
    TMPDIR: path.join(folder, "tmp"),
    HOME: path.join(folder, "home"),
    XDG_RUNTIME_DIR: path.join(folder, "tmp"),
    WRANGLER_SEND_METRICS: "false",
    PATH: [path.dirname(process.execPath), process.env["PATH"] ?? ""].join(path.delimiter),
  };
}

async function addressOf(child: ReturnType<typeof startGroup>["child"]): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error([`The VS Code server ${why}.`, ...lines.slice(-20)].join("\n")));
    const clock = setTimeout(() => fail(`was not ready after ${startTimeout / 1000} s`), startTimeout);
    const read = (line: string) => {
      lines.push(line);
      const address = /Web UI available at (http:\/\/[^/\s]+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(clock);
      resolve(address.replace("localhost", "127.0.0.1"));
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on("line", read);
    }
    child.once("exit", (code) => {
      clearTimeout(clock);
      fail(`ended with ${code}`);
    });
    child.once("error", reject);
  });
}
