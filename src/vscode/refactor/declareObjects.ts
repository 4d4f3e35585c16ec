import type { LanguageClient } from "vscode-languageclient/node";
import type { Command } from "../commands.ts";
import { configPathOf } from "../views/subject.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";

/** "Declare Durable Object Classes": in `exports` or `migrations`, whichever the project has. */
export function declareObjectsCommand(client: LanguageClient): Command {
  return {
    name: "declareObjects",
    async run(argument) {
      const worker = await chooseWorker(client, configPathOf(argument));
      if (worker === undefined) return;
      await applyRefactoring(client, { kind: "declareObjects", configPath: worker.summary.configPath });
    },
  };
}
