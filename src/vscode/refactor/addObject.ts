import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { NewObject } from "../../core/refactor/addObject.ts";
import type { ListedWorker } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { configPathOf } from "../views/subject.ts";
import { refreshTypes } from "./afterwards.ts";
import { applyRefactoring } from "./apply.ts";
import { chooseWorker } from "./chooseWorker.ts";

/** "Add Durable Object…": asks for name, kind, file and environments, and writes everything that belongs to it. */
export function addObjectCommand(client: LanguageClient): Command {
  return {
    name: "addObject",
    async run(argument) {
      const worker = await chooseWorker(client, configPathOf(argument));
      const object = worker && (await askObject(worker));
      if (worker === undefined || object === undefined) return;
      const { configPath } = worker.summary;
      if (!(await applyRefactoring(client, { kind: "addObject", configPath, object }))) return;
      await show(worker, object);
      await refreshTypes(configPath);
    },
  };
}

async function askObject(worker: ListedWorker): Promise<NewObject | undefined> {
  const name = await vscode.window.showInputBox({
    title: addTitle(),
    prompt: vscode.l10n.t("Name of the class"),
    value: "ChatRoom",
    validateInput: (text) =>
      /^[A-Za-z_$][\w$]*$/.test(text) ? undefined : vscode.l10n.t("A class name has letters, digits and underscores."),
  });
  const kind = name && (await askKind());
  if (!name || kind === undefined || kind === "") return undefined;
  const storage = await askStorage(kind);
  const environments = storage && (await askEnvironments(worker));
  const file = environments && (await askFile(worker, name));
  if (storage === undefined || environments === undefined || !file) return undefined;
  return { name, kind, storage, file, environments };
}

async function askKind(): Promise<NewObject["kind"] | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly kindOf: NewObject["kind"] })[] = [
    { kindOf: "rpc", label: vscode.l10n.t("Methods"), description: vscode.l10n.t("called on its stub (RPC)") },
    { kindOf: "fetch", label: vscode.l10n.t("HTTP"), description: vscode.l10n.t("answers requests with fetch") },
    {
      kindOf: "websocket",
      label: vscode.l10n.t("WebSockets"),
      description: vscode.l10n.t("hibernates between messages"),
    },
    { kindOf: "alarm", label: vscode.l10n.t("Alarm"), description: vscode.l10n.t("wakes up by itself") },
    { kindOf: "agent", label: vscode.l10n.t("Agent"), description: vscode.l10n.t("of the package agents") },
  ];
  const placeHolder = vscode.l10n.t("Kind of Durable Object");
  return (await vscode.window.showQuickPick([...items], { title: addTitle(), placeHolder }))?.kindOf;
}

/** Agents need SQL, and nobody is asked. */
async function askStorage(kind: NewObject["kind"]): Promise<NewObject["storage"] | undefined> {
  if (kind === "agent") return "sqlite";
  const items: readonly (vscode.QuickPickItem & { readonly storage: NewObject["storage"] })[] = [
    { storage: "sqlite", label: "SQLite", description: vscode.l10n.t("SQL, keys and values, point-in-time recovery") },
    {
      storage: "kv",
      label: vscode.l10n.t("Key-value"),
      description: vscode.l10n.t("only for accounts that have such classes already; it can never be changed"),
    },
  ];
  const placeHolder = vscode.l10n.t("Storage of its objects");
  return (await vscode.window.showQuickPick([...items], { title: addTitle(), placeHolder }))?.storage;
}

function addTitle(): string {
  return vscode.l10n.t("Add Durable Object");
}

/** Asked only where there are named environments. */
async function askEnvironments({ summary }: ListedWorker): Promise<readonly (string | null)[] | undefined> {
  if (summary.environments.length === 1) return [null];
  const items = summary.environments.map(({ name }) => ({
    label: name ?? vscode.l10n.t("top level"),
    picked: true,
    name,
  }));
  const placeHolder = vscode.l10n.t("Environments to bind it in");
  const picked = await vscode.window.showQuickPick(items, { title: addTitle(), canPickMany: true, placeHolder });
  return picked?.map((each) => each.name);
}

async function askFile({ summary }: ListedWorker, name: string): Promise<string | undefined> {
  const ending = /\.[cm]?[jt]sx?$/.exec(summary.environments[0].main ?? "")?.[0] ?? ".ts";
  return vscode.window.showInputBox({
    title: addTitle(),
    prompt: vscode.l10n.t("File of the class, beside the entry"),
    value: `${name.charAt(0).toLowerCase()}${name.slice(1)}${ending.replace("x", "")}`,
  });
}

async function show({ summary }: ListedWorker, { file }: NewObject): Promise<void> {
  const { main } = summary.environments[0];
  if (main === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(main), "..", file));
}
