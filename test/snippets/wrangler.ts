import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { projectFolder } from "../host/paths.ts";
import { type ProcessGroup, cleanEnvironment, startGroup } from "../host/processes.ts";

const script = path.join(projectFolder, "node_modules/wrangler/bin/wrangler.js");

/** A running `wrangler dev`. */
export interface Dev {
  /** Where it answers, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** What it printed so far. */
  output(): string;
  /** Ends it and all that it started. */
  stop(): Promise<void>;
}

/**
 * Runs a wrangler command in a folder to its end.
 * @returns what it printed, its warnings too
 * @throws with all of that, if it failed
 */
export async function wrangler(folder: string, ...args: readonly string[]): Promise<string> {
  const group = start(folder, args);
  const output = collect(group.child);
  const [code]: unknown[] = await once(group.child, "close");
  await group.stop();
  if (code !== 0) throw new Error(`wrangler ${args.join(" ")} ended with ${String(code)}:\n${output()}`);
  return output();
}

/** Starts `wrangler dev` in a folder, with more options if there are any, and resolves when it answers. */
export async function startDev(folder: string, ...given: readonly string[]): Promise<Dev> {
  const inspector = String(await freePort());
  const args = ["dev", "--ip", "127.0.0.1", "--port", "0", "--inspector-port", inspector];
  const more = ["--show-interactive-dev-session=false", "--enable-containers=false"];
  const group = start(folder, [...args, ...more, ...given]);
  const output = collect(group.child);
  const url = await new Promise<string>((resolve, reject) => {
    const read = () => {
      const ready = /Ready on (http:\/\/\S+)/.exec(output())?.[1];
      if (ready !== undefined) resolve(ready);
    };
    group.child.stdout?.on("data", read);
    group.child.once("exit", (code) => reject(new Error(`wrangler dev ended with ${code}:\n${output()}`)));
  });
  return { url, output, stop: () => group.stop() };
}

function start(folder: string, args: readonly string[]): ProcessGroup {
  return startGroup(process.execPath, [script, ...args], {
    cwd: folder,
    env: environment(folder),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** Neither the account nor the settings of the person at this machine take part. */
function environment(folder: string): NodeJS.ProcessEnv {
  return cleanEnvironment({
    CI: "1",
    WRANGLER_SEND_METRICS: "false",
    // Otherwise miniflare asks Cloudflare what `request.cf` would be here.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    HOME: folder,
    XDG_CONFIG_HOME: folder,
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
