import { endGroups } from "../sessions/processTable.ts";
import { makeProject, type TestProject } from "../sessions/project.ts";
import { newAccount, type Account, type ExportEntry } from "./account.ts";
import { startAgainst, type Outcome, type Started } from "./deployed.ts";
import { startLoopback, type Loopback } from "./server.ts";

/** A Worker `rooms` on the disk, an account on the loopback interface, and the real wrangler between them. */
export interface Scene {
  readonly account: Account;
  readonly api: Loopback;
  readonly project: TestProject;
  /** Writes the configuration and the code. */
  write(shape: Shape): void;
  /** Starts wrangler with the Worker's configuration; `args` begins with the command's words. */
  start(args: readonly string[], env?: Environment): Started;
  /** Runs wrangler to its end. */
  run(args: readonly string[], env?: Environment): Promise<Outcome>;
  /** The classes that are deployed, with their storage. */
  namespaces(): Readonly<Record<string, string>>;
  end(): Promise<void>;
}

export interface Shape {
  /** What the code exports. */
  readonly classes: readonly string[];
  /** What is bound; everything, if nothing is said. */
  readonly bound?: readonly string[];
  readonly migrations?: readonly object[];
  readonly exports?: Readonly<Record<string, ExportEntry>>;
  /** More of the configuration. */
  readonly more?: object;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const live: ExportEntry = { type: "durable-object", storage: "sqlite" };

export async function startScene(): Promise<Scene> {
  const account = newAccount("account", "Acme");
  const api = await startLoopback(account);
  const project = makeProject({});
  const started: Started[] = [];
  return {
    account,
    api,
    project,
    write: (shape) => write(project, shape),
    start,
    run: async (args, env) => start(args, env).outcome,
    namespaces() {
      const all = account.scripts.get("rooms")?.namespaces ?? new Map();
      return Object.fromEntries([...all].map(([name, { storage }]) => [name, storage]));
    },
    async end() {
      endGroups(started.map((each) => each.run.group));
      await api.close();
      project.remove();
    },
  };

  function start(args: readonly string[], env: Environment = {}): Started {
    const config = `--config=${project.file("wrangler.json")}`;
    const one = startAgainst(api, project.folder, [...args, config], env);
    started.push(one);
    return one;
  }
}

/** What is declared is bound, unless something is said. */
function write(project: TestProject, { classes, bound = classes, more = {}, ...lifecycle }: Shape): void {
  const bindings = bound.map((name) => ({ name: name.toUpperCase(), class_name: name }));
  const config = { name: "rooms", main: "index.js", compatibility_date: "2026-11-01" };
  project.write("wrangler.json", JSON.stringify({ ...config, durable_objects: { bindings }, ...lifecycle, ...more }));
  const sources = classes.map((name) => `export class ${name} extends DurableObject {}`);
  project.write(
    "index.js",
    [
      'import { DurableObject } from "cloudflare:workers";',
      ...sources,
      'export default { fetch: () => new Response("") };',
    ].join("\n"),
  );
}
