import { join } from "node:path";
import { version } from "../package.json";
import { main } from "./node/cli/main.ts";
import { standardOutput } from "./node/cli/output.ts";
import { rulePagesIn } from "./node/rulePages.ts";
import { loadSqlite } from "./node/sqlite/load.ts";

async function run(): Promise<void> {
  const words = process.argv.slice(2);
  const out = standardOutput();
  let isAllWritten = out.isDirect;
  process.exitCode = await main(words, {
    folder: process.cwd(),
    environment: process.env,
    out,
    get err() {
      isAllWritten = false;
      return process.stderr;
    },
    version,
    rulePages: rulePagesIn(join(__dirname, "rules.json.br")),
    today: () => new Date().toISOString().slice(0, 10),
    loadSql: () => loadSqlite(join(__dirname, "sqlite.wasm.br")),
    startServer: async () => {
      isAllWritten = false;
      (await import("./languageServer.ts")).startServer();
    },
  });
  // Taking the heap apart takes longer than leaving it to the operating system.
  if (isAllWritten) process.exit();
}

void run();
