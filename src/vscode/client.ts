import * as vscode from "vscode";
import {
  ErrorCodes,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  ResponseError,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../protocol.ts";
import { renameFromEditor } from "./refactor/renameObject.ts";
import { restartPolicy } from "./restartPolicy.ts";
import type { HandleOptions } from "./handleOptions.ts";

/** What a Worker may be made of. */
const documentSelector = [
  { scheme: "file", pattern: "**/wrangler*.{json,jsonc,toml}" },
  { scheme: "file", pattern: "**/{package,tsconfig*}.json" },
  ...["typescript", "typescriptreact", "javascript", "javascriptreact", "python"].map((language) => ({
    scheme: "file",
    language,
  })),
];

/** Makes the client of the language server. The server runs on VS Code's own Node, in a process of its own. */
export function createClient({ context, log }: HandleOptions, gaveUp: () => void): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
  // The id is also the section of settings that holds `trace.server`.
  const client: LanguageClient = new QuietClient(
    "durableObjects",
    "Durable Objects",
    { module, transport: TransportKind.ipc },
    {
      documentSelector,
      initializationOptions,
      middleware: {
        provideRenameEdits: async (document, position, newName) =>
          renameFromEditor(client, { document, position, newName }),
      },
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: restartPolicy(gaveUp),
      initializationFailedHandler: (error) => {
        log.error(error instanceof Error ? error : String(error));
        // A server that died instead of answering is the restart policy's business.
        const hasDied = error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected;
        if (!hasDied) gaveUp();
        return false;
      },
    },
  );
  return client;
}

/** What goes wrong is logged; that nothing is checked any more is said once, by `gaveUp`, and not for every attempt. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Asked for at every start: trust may have been granted since. */
function initializationOptions(): InitializationOptions {
  return {
    isTrusted: vscode.workspace.isTrusted,
    uriScheme: vscode.env.uriScheme,
    hasCommands: true,
    ...(vscode.l10n.bundle && { strings: vscode.l10n.bundle }),
  };
}
