import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { main } from "../../src/node/cli/main.ts";
import { loadSqlite } from "../../src/node/sqlite/load.ts";

/** The pages from the project, where the product has them packed. */
function readRulePages(): ReadonlyMap<string, string> {
  const files = readdirSync("docs/rules");
  return new Map(
    files.map((file) => [path.basename(file, ".md"), readFileSync(path.join("docs/rules", file), "utf8")]),
  );
}

/** What a command printed, and the exit code it ended with. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** The current folder, below the workspace. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
}

/** A folder on disk with some files in it, for one test; its name has a blank and a letter that is not ASCII. */
export class Workspace {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "do cli ü ")));

  constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string | Buffer): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  path(name: string): string {
    return path.join(this.root, name);
  }

  /** Runs the command line in this process, with the workspace as its current folder. */
  async run(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    let out = "";
    let err = "";
    const code = await main(words, {
      folder: this.path(options.folder ?? ""),
      environment: options.environment ?? {},
      out: { isTTY: options.isTTY, write: (text) => (out += text) },
      err: { write: (text) => (err += text) },
      version: "1.2.3",
      rulePages: readRulePages,
      today: () => "2026-11-23",
      loadSql: () => loadSqlite("node_modules/sql.js/dist/sql-wasm.wasm"),
      startServer: async () => {
        out += "started";
      },
    });
    return { code, out, err };
  }

  /** Runs `check --format json`, and returns the object that it prints. */
  async json(words: readonly string[] = [], options: RunOptions = {}): Promise<JsonReport> {
    const { out, err } = await this.run(["check", "--format", "json", ...words], options);
    if (err !== "") throw new Error(err);
    const report: JsonReport = JSON.parse(out);
    return report;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The shape that `--format json` promises. */
export interface JsonReport {
  readonly version: number;
  readonly workers: readonly {
    readonly config: string;
    readonly name: string | null;
    readonly entry: string | null;
    readonly environments: readonly string[];
  }[];
  readonly problems: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
    readonly message: string;
    readonly environment: string | null;
    readonly fixes: readonly string[];
  }[];
  readonly summary: Readonly<Record<"errors" | "warnings" | "infos" | "hints", number>>;
}

/** Creates workspaces and removes them after each test. */
export function workspaces(): (files?: Readonly<Record<string, string | Buffer>>) => Workspace {
  const made: Workspace[] = [];
  afterEach(() => {
    for (const workspace of made.splice(0)) workspace.remove();
  });
  return (files) => {
    const workspace = new Workspace(files);
    made.push(workspace);
    return workspace;
  };
}

/** A configuration with one binding to the class Room, which an `exports` entry declares; `more` follows as properties. */
export function config(more = "", className = "Room"): string {
  return `{
  "name": "chat",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "${className}" }] },
  "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } }${more === "" ? "" : `,\n  ${more}`}
}
`;
}

/** A module that exports the class Room and a handler. */
export const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export default { fetch: (request, env) => env.ROOM.getByName(request.url).fetch(request) };
`;

/** The files of a Worker that nothing is wrong with. */
export const goodWorker = { "wrangler.jsonc": config(), "src/index.ts": entry };

/** The same with one mistake, an error of `bound-class-not-exported`. */
export const badWorker = { "wrangler.jsonc": config("", "Rom"), "src/index.ts": entry };
