import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { toFilePath } from "../../../src/core/text/path.ts";
import type { FilePath } from "../../../src/core/text/span.ts";
import type { RunSpec } from "../../../src/vscode/wrangler/run.ts";

/** A project on the disk with the wrangler of this one, in a path that a shell would take apart. */
export interface TestProject {
  readonly folder: FilePath;
  readonly file: (name: string) => FilePath;
  readonly write: (name: string, text: string) => void;
  readonly remove: () => void;
}

/** Writes files into a new folder; `node_modules` is a link to the one of this project. */
export function makeProject(files: Readonly<Record<string, string>>): TestProject {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), "durable objects' $(touch x); "));
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  symlinkSync(path.resolve("node_modules"), path.join(root, "node_modules"));
  return {
    folder: toFilePath(root),
    file: (name) => toFilePath(path.join(root, name)),
    write,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** The start of the wrangler of this project in a folder. */
export function wranglerSpec(folder: string, args: readonly string[], env: RunSpec["env"] = {}): RunSpec {
  return nodeSpec(folder, [path.resolve("node_modules/wrangler/bin/wrangler.js"), ...args], env);
}

/** A start of Node in a folder, with a home of its own and nothing that reports anywhere. */
export function nodeSpec(folder: string, args: readonly string[], env: RunSpec["env"] = {}): RunSpec {
  return {
    node: process.execPath,
    supervisor: path.resolve("src/supervisor.ts"),
    command: process.execPath,
    args,
    cwd: folder,
    env: {
      HOME: path.join(folder, ".home"),
      XDG_CONFIG_HOME: undefined,
      CI: "1",
      WRANGLER_SEND_METRICS: "false",
      FORCE_COLOR: undefined,
      ...env,
    },
  };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

export const counterConfig = JSON.stringify({
  name: "counter",
  main: "src/index.ts",
  compatibility_date: "2026-11-01",
  durable_objects: { bindings: [{ name: "COUNTER", class_name: "Counter" }] },
  exports: { Counter: { type: "durable-object", storage: "sqlite" } },
});

export const counterSource = `import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {
  async increment(): Promise<number> {
    const value = ((await this.ctx.storage.get<number>("value")) ?? 0) + 1;
    await this.ctx.storage.put("value", value);
    return value;
  }
  async fail(): Promise<void> {
    throw new Error("broken on purpose");
  }
}
export default {
  async fetch(request: Request, env: { COUNTER: DurableObjectNamespace<Counter> }): Promise<Response> {
    const stub = env.COUNTER.getByName("one");
    if (new URL(request.url).pathname === "/fail") await stub.fail();
    return new Response(\`count \${await stub.increment()}\`);
  },
};
`;
