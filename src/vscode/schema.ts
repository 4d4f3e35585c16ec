import * as vscode from "vscode";
import { request } from "./requests.ts";
import type { ServerHandle } from "./serverHandle.ts";

/** The scheme of the address that `contributes.jsonValidation` gives JSON configurations. */
const scheme = "durable-objects-schema";

/** Accepts everything: a project without wrangler has no schema. */
const noSchema = "{}";

const configurations = "**/wrangler*.{json,jsonc}";

/**
 * Gives a JSON configuration without `$schema` the schema of the wrangler that is installed for it: VS Code's JSON support
 * asks for the content of the contributed address, which no file of this extension could be. There is one address for all
 * configurations, so it is that of the one in front; a `$schema` in the file wins over it.
 */
export function registerSchema(server: ServerHandle): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const address = vscode.Uri.parse(`${scheme}://wrangler/config-schema.json`);
  let folder: string | undefined;
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent() {
        const document = configurationInFront();
        folder = folderOf(document);
        return document === undefined ? noSchema : schemaFor(server, document.uri);
      },
    }),
    vscode.window.onDidChangeActiveTextEditor(() => {
      const now = folderOf(configurationInFront());
      if (now !== undefined && now !== folder) changed.fire(address);
    }),
  );
}

async function schemaFor(server: ServerHandle, uri: vscode.Uri): Promise<string> {
  const { client } = await server.main();
  return (await request(client, "durableObjects/schema", { uri: uri.toString() })) ?? noSchema;
}

/** The configuration in the active editor, or else any that is open. */
function configurationInFront(): vscode.TextDocument | undefined {
  const isOne = (document: vscode.TextDocument): boolean =>
    vscode.languages.match({ scheme: "file", pattern: configurations }, document) > 0;
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && isOne(active)) return active;
  return vscode.workspace.textDocuments.find(isOne);
}

function folderOf(document: vscode.TextDocument | undefined): string | undefined {
  return document && vscode.Uri.joinPath(document.uri, "..").toString();
}
