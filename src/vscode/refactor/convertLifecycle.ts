import type { LanguageClient } from "vscode-languageclient/node";
import type { Command } from "../commands.ts";
import { configPathOf } from "../views/subject.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";

/** "Convert Migrations to Exports". */
export function convertLifecycleCommand(client: LanguageClient): Command {
  return {
    name: "convertLifecycle",
    async run(argument) {
      const worker = await chooseWorker(client, configPathOf(argument));
      if (worker === undefined) return;
      await applyRefactoring(client, { kind: "convertLifecycle", configPath: worker.summary.configPath });
    },
  };
}
