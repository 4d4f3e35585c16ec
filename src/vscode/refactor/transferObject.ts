import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { ListedWorker } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { request } from "../requests.ts";
import { subjectOf } from "../views/subject.ts";
import { offerLocalData } from "./afterwards.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";
import { pickClass } from "./pickClass.ts";

/** "Transfer Durable Object Class to Another Worker…": for a class of the tree, or one that is picked. */
export function transferObjectCommand(client: LanguageClient): Command {
  return {
    name: "transferObject",
    async run(argument) {
      const subject = subjectOf(argument);
      const worker = await chooseWorker(client, subject?.configPath);
      const className = worker && (subject?.className ?? (await pickClass(worker)));
      const environment = worker && className && (await pickEnvironment(worker, className));
      if (worker === undefined || className === undefined || !environment) return;
      const toWorker = await pickTarget(client, environment.workerName);
      if (toWorker === undefined) return;
      const transfer = { className, environment: environment.name, toWorker };
      const { configPath } = worker.summary;
      if (!(await applyRefactoring(client, { kind: "transferObject", configPath, transfer }))) return;
      const from = { configPath, environment: environment.name };
      await offerLocalData(client, { kind: "transferred", from, className, toWorker });
    },
  };
}

type Environment = ListedWorker["summary"]["environments"][number];

/** The environment whose objects are meant; asked only where several have the class. */
async function pickEnvironment({ summary }: ListedWorker, className: string): Promise<Environment | undefined> {
  const having = summary.environments.filter(({ lifecycle }) =>
    lifecycle.classes.some((each) => each.name === className && each.state === "live"),
  );
  const [only, another] = having;
  if (another === undefined) return only ?? summary.environments[0];
  const items = having.map((environment) => ({
    label: environment.name ?? vscode.l10n.t("top level"),
    environment,
  }));
  const placeHolder = vscode.l10n.t("Environment whose objects of {0} are handed over", className);
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.environment;
}

async function pickTarget(client: LanguageClient, own: string | undefined): Promise<string | undefined> {
  const workers = await request(client, "durableObjects/workers", {});
  const all = workers.flatMap(({ summary }) => summary.environments.flatMap(({ workerName }) => workerName ?? []));
  const names = [...new Set(all)].filter((name) => name !== own);
  if (names.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no other Worker in this workspace."));
    return undefined;
  }
  return vscode.window.showQuickPick(names, { placeHolder: vscode.l10n.t("Worker that takes over the objects") });
}
