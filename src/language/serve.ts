import * as l10n from "@vscode/l10n";
import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from "vscode-languageserver";
import type { Log } from "../core/ports.ts";
import { basename } from "../core/text/path.ts";
import { type Client, readClient } from "./client.ts";
import { codeActionOptions, registerCodeActions } from "./codeActions/index.ts";
import { registerCallPlace } from "./callPlace.ts";
import { registerCodeLens } from "./features/codeLens.ts";
import { completionTriggers, registerCompletion } from "./features/completion.ts";
import { registerExportClass } from "./features/exportClass.ts";
import { registerNavigation } from "./features/navigation.ts";
import { registerOutline } from "./features/outline.ts";
import { registerReading } from "./features/reading.ts";
import { answerRefactoring, registerRefactorings } from "./refactorings.ts";
import { exportClassCommand } from "../protocol.ts";
import { registerRename, renameCapability, startRename } from "./rename.ts";
import { registerMatrix } from "./matrix.ts";
import { registerSchemas } from "./schemas.ts";
import { registerTree } from "./tree.ts";
import { inBackground, logOf } from "./log.ts";
import { registerOwnRequests } from "./ownRequests.ts";
import type { ServerPorts } from "./ports.ts";
import { isRecord } from "./unknown.ts";
import { fileOperations, registerWatching, startWatching } from "./watching.ts";
import { Workspace } from "./workspace.ts";

/** Between two looks at the clock, in milliseconds. */
const tickInterval = 60_000;

/** Serves an editor over a connection that does not listen yet. */
export function serve(connection: Connection, ports: ServerPorts): void {
  connection.onInitialize((params) => {
    const client = readClient(params);
    if (client.options.strings !== undefined) l10n.config({ contents: { ...client.options.strings } });
    const settings = settingsOf(connection, client);
    const log = logOf(connection.console);
    const workspace = new Workspace({ connection, client, ports, log, askSettings: settings.ask });
    registerCodeActions(connection, workspace, client);
    registerWatching(connection, workspace, log);
    registerNavigation(connection, workspace);
    registerReading(connection, workspace);
    registerCodeLens(connection, workspace, client);
    registerCompletion(connection, workspace, client);
    registerExportClass(connection, workspace, client);
    registerTree(connection, workspace);
    registerMatrix(connection, workspace);
    registerSchemas(connection, workspace);
    registerCallPlace(connection, workspace);
    registerOutline(connection, workspace, client);
    registerRefactorings(connection, workspace, client);
    registerRename(connection, workspace, (wanted) => answerRefactoring(wanted, workspace, client));
    registerOwnRequests(connection, workspace, ports);
    registerLife(connection, workspace);
    connection.onDidChangeConfiguration((change) => {
      settings.push(change.settings);
      inBackground(log, workspace.settingsChanged());
    });
    connection.onInitialized(() => start(connection, workspace, { client, log, folders: foldersOf(params) }));
    return { capabilities: { ...capabilities, ...renameCapability(client) }, serverInfo: { name: "Durable Objects" } };
  });
  connection.listen();
}

const capabilities: InitializeResult["capabilities"] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  codeActionProvider: codeActionOptions,
  definitionProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  hoverProvider: true,
  codeLensProvider: {},
  completionProvider: { triggerCharacters: completionTriggers },
  executeCommandProvider: { commands: [exportClassCommand] },
  documentLinkProvider: {},
  workspaceSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true }, fileOperations },
};

interface Start {
  readonly client: Client;
  readonly log: Log;
  readonly folders: readonly WorkspaceFolder[];
}

function start(connection: Connection, workspace: Workspace, { client, log, folders }: Start): void {
  if (client.hasFolderEvents) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      workspace.close(removed);
      inBackground(log, workspace.open(added));
    });
  }
  if (client.hasDynamicConfiguration) {
    const options = { section: "durableObjects" };
    inBackground(log, connection.client.register(DidChangeConfigurationNotification.type, options));
  }
  inBackground(log, startWatching(connection, client));
  inBackground(log, startRename(connection, client));
  if (client.options.isTrusted !== false) workspace.openHistory();
  inBackground(log, workspace.open(folders));
}

function registerLife(connection: Connection, workspace: Workspace): void {
  const clock = setInterval(() => workspace.tick(), tickInterval);
  clock.unref();
  connection.onShutdown(() => {
    clearInterval(clock);
    workspace.dispose();
  });
}

/** The folders of the first request, also of an editor that knows of one only. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  // oxlint-disable-next-line typescript/no-deprecated -- editors without workspace folders send nothing else
  return workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: basename(rootUri) }] : []);
}

interface SettingsSource {
  readonly ask: (scopeUri: string) => Promise<unknown>;
  /** Takes what an editor sends that cannot be asked. */
  readonly push: (settings: unknown) => void;
}

function settingsOf(connection: Connection, { hasConfiguration }: Client): SettingsSource {
  let pushed: unknown;
  return {
    async ask(scopeUri) {
      if (!hasConfiguration) return pushed;
      return connection.workspace.getConfiguration({ scopeUri, section: "durableObjects" });
    },
    push(settings) {
      pushed = isRecord(settings) ? settings["durableObjects"] : undefined;
    },
  };
}
