import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./language/serve.ts";
import { diskFiles } from "./node/fileSystem.ts";
import { GitHistory } from "./node/git.ts";
import { rulePagesIn } from "./node/rulePages.ts";
import { LazySqlite, loadSqlite } from "./node/sqlite/load.ts";

/** Starts the language server on the transport that the command line names: `--stdio`, `--node-ipc`, `--pipe=NAME`. */
export function startServer(): void {
  const rulePages = rulePagesIn(path.join(__dirname, "rules.json.br"));
  serve(createConnection(ProposedFeatures.all), {
    disk: diskFiles,
    clock: { today: () => new Date().toISOString().slice(0, 10) },
    rulePage: (rule) => rulePages().get(rule),
    openHistory: (options) => new GitHistory(options),
    openSql(loaded) {
      const sqlite = new LazySqlite(() => loadSqlite(path.join(__dirname, "sqlite.wasm.br")), loaded);
      return () => sqlite.get();
    },
  });
}

// VS Code starts a process for it (`server.ts`); the command line calls the function.
if (process.argv.includes("--node-ipc")) {
  startServer();
  process.once("disconnect", () => process.exit());
}
