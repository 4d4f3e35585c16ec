import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { atEnd } from "./endings.ts";

/** A process and all that it starts. */
export type ProcessGroup = {
  readonly child: ChildProcess;
  /** Ends the whole group and resolves when its leader is gone. */
  stop(): Promise<void>;
};

/**
 * Starts a process as the leader of a group of its own, because ending a leader alone leaves what it started behind
 * (measured: VS Code's extension host, file watcher and language servers live on for seconds).
 */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions): ProcessGroup {
  const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const end = atEnd(() => endGroup(child));
  return {
    child,
    async stop() {
      end();
      await gone;
    },
  };
}

/**
 * Runs a command to its end.
 * @returns what it wrote to standard output
 * @throws with the last lines of what it wrote, if it ended with anything but 0
 */
export async function run(command: string, args: readonly string[], options: SpawnOptions): Promise<string> {
  const group = startGroup(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  const errors: string[] = [];
  group.child.stdout?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  group.child.stderr?.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const [code]: unknown[] = await once(group.child, "close");
  await group.stop();
  if (code === 0) return output.join("");
  throw new Error(
    [`${command} ${args.join(" ")} ended with ${String(code)}`, ...tail(output), ...tail(errors)].join("\n"),
  );
}

/**
 * The environment for a VS Code, a browser or an npm that this process starts: without what the npm script and the
 * VS Code terminal around us left there, which both change what the inner one does.
 */
export function cleanEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const isOurs =
    /^(npm_package_|npm_lifecycle_|npm_command$|npm_config_(local_prefix|loglevel)$|VSCODE_|ELECTRON_|NODE_OPTIONS$)/;
  const kept = Object.entries(process.env).filter(([name]) => !isOurs.test(name));
  return { ...Object.fromEntries(kept), ...added };
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}

function tail(chunks: readonly string[]): string[] {
  return chunks.join("").trimEnd().split("\n").slice(-20);
}
