import { Console } from "node:console";
import path from "node:path";
import { createConnection, ProposedFeatures, type Connection } from "vscode-languageserver/node";
import { serve } from "./language/serve.ts";
import { diskFiles } from "./node/fileSystem.ts";
import { GitHistory } from "./node/git.ts";
import { checkedMessages } from "./node/messageStream.ts";
import { rulePagesIn } from "./node/rulePages.ts";
import { LazySqlite, loadSqlite } from "./node/sqlite/load.ts";

/** Starts the language server on the transport that the command line names: `--stdio`, `--node-ipc`, `--pipe=NAME`. */
export function startServer(): void {
  const rulePages = rulePagesIn(path.join(__dirname, "rules.json.br"));
  serve(connectionOf(process.argv), {
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

function connectionOf(words: readonly string[]): Connection {
  if (!words.includes("--stdio")) return createConnection(ProposedFeatures.all);
  // What a library prints would be read as a message.
  globalThis.console = new Console(process.stderr);
  const input = checkedMessages(process.stdin, (length) => {
    const why = `A message of ${length} bytes was announced, so nothing behind it can be read.`;
    process.stderr.write(`durable-objects: ${why}\n`, () => process.exit(1));
  });
  return createConnection(ProposedFeatures.all, input, process.stdout);
}

// VS Code starts a process for it (`server.ts`); the command line calls the function.
if (process.argv.includes("--node-ipc")) {
  startServer();
  process.once("disconnect", () => process.exit());
}
