import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { notify } from "./requests.ts";

/** Tells the server, at its start and whenever extensions change, whether no other extension is there for TOML. */
export function tellTomlOwner(client: LanguageClient, self: string): vscode.Disposable {
  const tell = (): void => {
    if (client.isRunning())
      void notify(client, "durableObjects/ownsToml", { isOwner: isOwner(self) }).catch(() => undefined);
  };
  return vscode.Disposable.from(client.onDidChangeState(tell), vscode.extensions.onDidChange(tell));
}

/** Another extension that contributes the language has outline and folding of its own. */
function isOwner(self: string): boolean {
  return !vscode.extensions.all.some(({ id, packageJSON }) => id !== self && contributesToml(packageJSON));
}

function contributesToml(manifest: unknown): boolean {
  const languages = member(member(manifest, "contributes"), "languages");
  return Array.isArray(languages) && languages.some((each) => member(each, "id") === "toml");
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
