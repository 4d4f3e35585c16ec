import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Command } from "./commands.ts";
import { chooseWorker } from "./refactor/chooseWorker.ts";
import { request } from "./requests.ts";
import { warn } from "./tell.ts";
import { configPathOf } from "./views/subject.ts";

/** "Insert Call of a Durable Object": a snippet at the beginning of the entry's fetch handler. */
export function insertCallCommand(client: LanguageClient): Command {
  return {
    name: "insertCall",
    async run(argument) {
      const worker = await chooseWorker(client, configPathOf(argument));
      if (worker === undefined) return;
      const { configPath } = worker.summary;
      const found = await request(client, "durableObjects/callPlace", { configPath });
      if (found.kind === "refused") {
        warn(found.reason);
        return;
      }
      const editor = await vscode.window.showTextDocument(vscode.Uri.parse(found.at.uri));
      const { line, character } = found.at.range.start;
      await editor.insertSnippet(new vscode.SnippetString(found.snippet), new vscode.Position(line, character));
    },
  };
}
