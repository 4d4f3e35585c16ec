import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { ListedWorker } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { subjectOf } from "../views/subject.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";

/** "Add Binding to Environment…": for a class of the tree, or one that is picked. */
export function addBindingCommand(client: LanguageClient): Command {
  return {
    name: "addBinding",
    async run(argument) {
      const subject = subjectOf(argument);
      const worker = await chooseWorker(client, subject?.configPath);
      const className = worker && (subject?.className ?? (await pickClass(worker)));
      if (worker === undefined || className === undefined) return;
      const environment = await pickEnvironment(worker, className);
      if (environment === undefined) return;
      const { configPath } = worker.summary;
      await applyRefactoring(client, {
        kind: "addBinding",
        configPath,
        binding: { className, environment: environment.name },
      });
    },
  };
}

async function pickClass({ summary }: ListedWorker): Promise<string | undefined> {
  const names = new Set(
    summary.environments.flatMap(({ lifecycle, exported }) => [
      ...lifecycle.classes.map((each) => each.name),
      ...exported,
    ]),
  );
  if (names.size === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The entry of this Worker exports no Durable Object class."),
    );
    return undefined;
  }
  return vscode.window.showQuickPick([...names], { placeHolder: vscode.l10n.t("Durable Object class") });
}

/** Offers the environments where the class is not bound; the only one is taken unasked. */
async function pickEnvironment(
  { summary }: ListedWorker,
  className: string,
): Promise<{ readonly name: string | null } | undefined> {
  const lacking = summary.environments.filter(({ bindings }) => !bindings.some((each) => each.className === className));
  const [only, another] = lacking;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0} is bound in every environment.", className));
    return undefined;
  }
  if (another === undefined) return only;
  const items = lacking.map(({ name }) => ({ label: name ?? vscode.l10n.t("top level"), name }));
  return vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Environment to bind {0} in", className) });
}
