import { createInterface } from "node:readline";
import * as vscode from "vscode";
import {
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type MessageTransports,
  ResponseError,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../protocol.ts";
import { renameFromEditor } from "./refactor/renameObject.ts";
import { restartPolicy } from "./restartPolicy.ts";
import type { HandleOptions } from "./handleOptions.ts";
import type { ServerProcess } from "./serverProcess.ts";

/** What a Worker may be made of. */
const documentSelector = [
  { scheme: "file", pattern: "**/wrangler*.{json,jsonc,toml}" },
  { scheme: "file", pattern: "**/{package,tsconfig*}.json" },
  ...["typescript", "typescriptreact", "javascript", "javascriptreact", "python"].map((language) => ({
    scheme: "file",
    language,
  })),
];

/** Makes the client of the language server. */
export function createClient({ process, log }: HandleOptions, gaveUp: () => void): LanguageClient {
  // The id is also the section of settings that holds `trace.server`.
  const client: LanguageClient = new QuietClient(
    "durableObjects",
    "Durable Objects",
    async () => Promise.resolve(transportsOf(process, log)),
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

/** A server writes nothing but what went wrong before it could speak. */
function transportsOf(server: ServerProcess, log: vscode.LogOutputChannel): MessageTransports {
  const child = server.take();
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface({ input: stream }).on("line", (line) => log.error(line));
  return { reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child) };
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
