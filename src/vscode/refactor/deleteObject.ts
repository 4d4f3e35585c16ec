import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Command } from "../commands.ts";
import { subjectOf } from "../views/subject.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";
import { pickClass } from "./pickClass.ts";

/** "Delete Durable Object Class…": for a class of the tree, or one that is picked; its name has to be typed. */
export function deleteObjectCommand(client: LanguageClient): Command {
  return {
    name: "deleteObject",
    async run(argument) {
      const subject = subjectOf(argument);
      const worker = await chooseWorker(client, subject?.configPath);
      const className = worker && (subject?.className ?? (await pickClass(worker)));
      if (worker === undefined || className === undefined || !(await isConfirmed(className))) return;
      await applyRefactoring(client, { kind: "deleteObject", configPath: worker.summary.configPath, className });
    },
  };
}

/** What is lost cannot be brought back, so a key pressed by mistake must not be enough. */
async function isConfirmed(className: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Delete {0}", className),
    prompt: vscode.l10n.t(
      "A deploy after this deletes all objects of {0} and their data. Type its name to go on.",
      className,
    ),
    validateInput: (text) =>
      text === "" || text === className ? undefined : vscode.l10n.t("This is not {0}.", className),
  });
  return typed === className;
}
