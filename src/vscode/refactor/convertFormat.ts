import type { LanguageClient } from "vscode-languageclient/node";
import type { Command } from "../commands.ts";
import { configPathOf } from "../views/subject.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";

/** "Convert Configuration between TOML and JSONC". */
export function convertFormatCommand(client: LanguageClient): Command {
  return {
    name: "convertFormat",
    async run(argument) {
      const worker = await chooseWorker(client, configPathOf(argument));
      if (worker === undefined) return;
      await applyRefactoring(client, { kind: "convertFormat", configPath: worker.summary.configPath });
    },
  };
}
