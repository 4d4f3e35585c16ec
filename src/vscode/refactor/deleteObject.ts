import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { RefactorAnswer } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { request } from "../requests.ts";
import { subjectOf } from "../views/subject.ts";
import { applyAnswer } from "./apply.ts";
import { askIfDeployed } from "./askIfDeployed.ts";
import { chooseWorker } from "./chooseWorker.ts";
import { pickClass } from "./pickClass.ts";

/** "Delete Durable Object Class…": for a class of the tree, or one that is picked; where data is lost, its name has to be typed. */
export function deleteObjectCommand(client: LanguageClient): Command {
  return {
    name: "deleteObject",
    async run(argument) {
      const subject = subjectOf(argument);
      const worker = await chooseWorker(client, subject?.configPath);
      const className = worker && (subject?.className ?? (await pickClass(worker)));
      const answer = worker && className && (await ask(client, worker.summary.configPath, className));
      if (!answer || !className) return;
      const isConfirmed =
        answer.kind !== "edit" || answer.loss === undefined || (await confirms(className, answer.loss));
      if (isConfirmed) await applyAnswer(client, answer);
    },
  };
}

/** Asks the server, and the person where only they know. */
async function ask(client: LanguageClient, configPath: string, className: string): Promise<RefactorAnswer | undefined> {
  const wanted = { kind: "deleteObject", configPath, deletion: { className } } as const;
  const answer = await request(client, "durableObjects/refactor", wanted);
  if (answer.kind !== "asksIfDeployed") return answer;
  const isDeployed = await askIfDeployed(className, vscode.l10n.t("its objects and their data are deleted"));
  if (isDeployed === undefined) return undefined;
  return request(client, "durableObjects/refactor", { ...wanted, deletion: { className, isDeployed } });
}

/** What is lost cannot be brought back, so a key pressed by mistake must not be enough. */
async function confirms(className: string, loss: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Delete {0}", className),
    prompt: vscode.l10n.t("{0} Type {1} to go on.", loss, className),
    placeHolder: className,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || text === className ? undefined : vscode.l10n.t("This is not {0}.", className),
  });
  return typed === className;
}
