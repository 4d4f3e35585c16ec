import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";

/** What a run of wrangler came to. */
export interface Outcome {
  readonly isRefused: boolean;
  readonly output: string;
}

/** Two minutes for what takes a second: the machine may be busy. */
const patience = 120_000;

/**
 * Runs the real wrangler in a folder. Its own bundle is started without the launcher, which starts a second process, and
 * V8 keeps the compiled code: that halves the time.
 */
export async function runWrangler(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const cli = path.resolve("node_modules/wrangler/wrangler-dist/cli.js");
  const child = spawn(process.execPath, ["--no-warnings", cli, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: path.join(folder, ".home"),
      CI: "1",
      NO_COLOR: "1",
      WRANGLER_SEND_METRICS: "false",
      ...env,
      NODE_COMPILE_CACHE: path.join(path.dirname(folder), "compiled"),
    },
    timeout: patience,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code === null) throw new Error(`wrangler ${args.join(" ")} did not end:\n${output}`);
  return { isRefused: code !== 0, output };
}

/** Writes a project to the disk. */
export function writeProject(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Does something with each item, `JOBS` of the environment or as many at a time as there are cores, and keeps the order. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const pending = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Number(process.env["JOBS"] ?? availableParallelism()) }, worker));
  return results;
}
