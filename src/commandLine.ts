import { join } from "node:path";
import { version } from "../package.json";
import { main } from "./node/cli/main.ts";
import { rulePagesIn } from "./node/rulePages.ts";
import { loadSqlite } from "./node/sqlite/load.ts";

// Whoever reads a part of the output and leaves (`| head`) is no reason to end with an exception.
process.stdout.on("error", () => process.exit());

async function run(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), {
    folder: process.cwd(),
    environment: process.env,
    out: process.stdout,
    get err() {
      return process.stderr;
    },
    version,
    rulePages: rulePagesIn(join(__dirname, "rules.json.br")),
    today: () => new Date().toISOString().slice(0, 10),
    loadSql: () => loadSqlite(join(__dirname, "sqlite.wasm.br")),
    startServer: async () => (await import("./server.ts")).startServer(),
  });
}

void run();
