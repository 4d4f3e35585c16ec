import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { schemaScheme } from "../protocol.ts";
import { onNotification, request } from "./requests.ts";

/** Accepts everything: a project without wrangler has no schema. */
const noSchema = "{}";

/**
 * Gives JSON configurations without `$schema` the schemas of the wranglers that are installed for them: VS Code's JSON
 * support asks for the content of the address that `contributes.jsonValidation` gives all of them, and of those that it
 * refers to, which no files of this extension could be.
 */
export class Schemas implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #provider: vscode.Disposable;
  readonly #client: () => Promise<LanguageClient>;

  constructor(client: () => Promise<LanguageClient>) {
    this.#client = client;
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: async (uri) => this.#contentOf(uri).catch(() => noSchema),
    });
  }

  /** Has the schema asked for again whenever the server says so. */
  follow(client: LanguageClient): vscode.Disposable {
    const changed = (): void => this.#changed.fire(address);
    return vscode.Disposable.from(
      onNotification(client, "durableObjects/schemaIndexChanged", changed),
      client.onDidChangeState(() => {
        if (client.isRunning()) changed();
      }),
    );
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }

  async #contentOf(uri: vscode.Uri): Promise<string> {
    const client = await this.#client();
    if (uri.toString() === address.toString()) return request(client, "durableObjects/schemaIndex", {});
    return (await request(client, "durableObjects/schema", { uri: uri.toString() })) ?? noSchema;
  }
}

/** As package.json has it. */
const address = vscode.Uri.parse(`${schemaScheme}://wrangler/config-schema.json`);
