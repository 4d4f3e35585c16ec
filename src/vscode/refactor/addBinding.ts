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
      const script = subject?.scriptName;
      const environment = await environmentFor(worker, { className, script, here: subject?.environment });
      if (environment === undefined) return;
      const { configPath } = worker.summary;
      await applyRefactoring(client, {
        kind: "addBinding",
        configPath,
        binding: { className, environment: environment.name, ...(script !== undefined && { scriptName: script }) },
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

interface ClassToBind {
  readonly className: string;
  /** The Worker that has it, where it is another one. */
  readonly script: string | undefined;
  /** The environment that it was chosen in. */
  readonly here: string | null | undefined;
}

/** The environment that it was chosen in if it is not bound there, or else the one that is picked; the only one unasked. */
async function environmentFor(
  { summary }: ListedWorker,
  { className, script, here }: ClassToBind,
): Promise<{ readonly name: string | null } | undefined> {
  const lacking = summary.environments.filter(
    ({ bindings }) => !bindings.some((each) => each.className === className && each.scriptName === script),
  );
  const [only, another] = lacking;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0} is bound in every environment.", className));
    return undefined;
  }
  if (another === undefined) return only;
  const own = lacking.find(({ name }) => name === here);
  if (own !== undefined) return own;
  const items = lacking.map(({ name }) => ({ label: name ?? vscode.l10n.t("top level"), name }));
  return vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Environment to bind {0} in", className) });
}
