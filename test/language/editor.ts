import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type FileChangeType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { ServerPorts } from "../../src/language/ports.ts";
import { serve } from "../../src/language/serve.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";
import type { InitializationOptions, Requests } from "../../src/protocol.ts";
import { today } from "../support/project.ts";

export interface EditorOptions {
  /** Files on disk, by path below the root. */
  readonly files: Readonly<Record<string, string>>;
  /** The folders that are open, by path below the root; the root itself if left out. */
  readonly folders?: readonly string[];
  /** What stands under `durableObjects` in the settings. */
  readonly settings?: unknown;
  readonly options?: InitializationOptions;
  readonly ports?: Partial<ServerPorts>;
  readonly capabilities?: ClientCapabilities;
  /** Called once the server is there, before it has looked at anything. */
  readonly connected?: (connection: ProtocolConnection, uriOf: (name: string) => string) => Promise<void>;
}

/** What VS Code says it can do, as far as the server asks. */
const vscodeCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    codeAction: { resolveSupport: { properties: ["edit"] }, dataSupport: true },
  },
};

/** An editor without windows: the real server behind in-memory streams, with real files. Paths lie below its root. */
export class Editor {
  readonly root: string;
  readonly connection: ProtocolConnection;
  /** What goes to the server, for messages that no client library would send. */
  readonly toServer: PassThrough;
  /** Each message of diagnostics, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly watchedGlobs: string[] = [];
  readonly #documents = new Map<string, TextDocument>();
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  #settings: unknown;

  private constructor(root: string, { settings, ports }: EditorOptions) {
    this.root = root;
    this.#settings = settings;
    this.toServer = new PassThrough();
    const toEditor = new PassThrough();
    const server = createConnection(new StreamMessageReader(this.toServer), new StreamMessageWriter(toEditor));
    serve(server, { disk: diskFiles, clock: { today: () => today }, rulePage: () => undefined, ...ports });
    this.connection = createProtocolConnection(
      new StreamMessageReader(toEditor),
      new StreamMessageWriter(this.toServer),
    );
    this.#listen();
  }

  /** Writes the files, starts the server and waits until it has checked everything. */
  static async open(options: EditorOptions): Promise<Editor> {
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), "do language ü-")));
    const editor = new Editor(root, options);
    for (const [name, text] of Object.entries(options.files)) editor.write(name, text);
    const folders = (options.folders ?? [""]).map((name) => ({ uri: editor.uri(name), name: name || "root" }));
    await editor.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: folders,
      capabilities: options.capabilities ?? vscodeCapabilities,
      initializationOptions: options.options,
    });
    await editor.connection.sendNotification("initialized", {});
    await options.connected?.(editor.connection, (name) => editor.uri(name));
    await editor.settled();
    return editor;
  }

  /** Deletes a file or folder on disk. */
  delete(name: string): void {
    rmSync(path.join(this.root, name), { recursive: true });
  }

  async close(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }

  uri(name: string): string {
    return URI.file(path.join(this.root, name)).toString();
  }

  /** Writes a file on disk; the server hears of it with `fileEvent` only. */
  write(name: string, text: string): void {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async fileEvent(name: string, type: FileChangeType): Promise<void> {
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: this.uri(name), type }],
    });
    await this.settled();
  }

  /** Opens a document with the text on disk, or with another one. */
  async openDocument(name: string, text = this.onDisk(name)): Promise<void> {
    const uri = this.uri(name);
    this.#documents.set(uri, TextDocument.create(uri, "x", 1, text));
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "x", version: 1, text },
    });
    await this.settled();
  }

  async closeDocument(name: string): Promise<void> {
    this.#documents.delete(this.uri(name));
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
    await this.settled();
  }

  /** Replaces the first occurrence of a text in an open document, as an incremental change. */
  async type(name: string, from: string, to: string): Promise<void> {
    await this.sendChange(name, from, to);
    await this.settled();
  }

  /** The same, without waiting for the server. */
  async sendChange(name: string, from: string, to: string): Promise<void> {
    const document = this.document(name);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${name} has no ${from}.`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    const version = document.version + 1;
    TextDocument.update(document, [{ range, text: to }], version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: document.uri, version },
      contentChanges: [{ range, text: to }],
    });
  }

  async changeSettings(settings: unknown): Promise<void> {
    this.#settings = settings;
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await this.settled();
  }

  async changeFolders(change: {
    readonly added?: readonly string[];
    readonly removed?: readonly string[];
  }): Promise<void> {
    const folders = (names: readonly string[] = []) => names.map((name) => ({ uri: this.uri(name), name }));
    const event = { added: folders(change.added), removed: folders(change.removed) };
    await this.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await this.settled();
  }

  /** Waits until the server has checked everything it knows of. */
  async settled(): Promise<void> {
    await this.request("durableObjects/workers", {});
  }

  async request<Name extends keyof Requests>(
    name: Name,
    params: Requests[Name]["params"],
  ): Promise<Requests[Name]["result"]> {
    return this.connection.sendRequest<Requests[Name]["result"]>(name, params);
  }

  diagnostics(name: string): readonly Diagnostic[] {
    return this.#diagnostics.get(this.uri(name)) ?? [];
  }

  /** The diagnostics of a file as `rule: text that is underlined`. */
  problems(name: string): readonly string[] {
    const document = this.document(name);
    return this.diagnostics(name).map(({ code, range }) => `${code}: ${document.getText(range)}`);
  }

  /** The code actions where a text is, resolved. */
  async actionsAt(name: string, text: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const document = this.document(name);
    const start = document.positionAt(document.getText().indexOf(text));
    const params = {
      textDocument: { uri: document.uri },
      range: { start, end: start },
      context: { diagnostics: [], ...(only && { only }) },
    };
    const actions = await this.connection.sendRequest<CodeAction[] | null>("textDocument/codeAction", params);
    return Promise.all((actions ?? []).map((action) => this.#resolve(action)));
  }

  /** The text of a file after an edit. */
  after(name: string, edit: WorkspaceEdit | undefined): string {
    const document = this.document(name);
    const changes = (edit?.documentChanges ?? []).flatMap((change) =>
      "textDocument" in change && change.textDocument.uri === document.uri ? change.edits : [],
    );
    return TextDocument.applyEdits(
      document,
      changes.filter((each) => "newText" in each),
    );
  }

  /** The open document, or one with the text on disk. */
  document(name: string): TextDocument {
    const uri = this.uri(name);
    return this.#documents.get(uri) ?? TextDocument.create(uri, "x", 0, this.onDisk(name));
  }

  /** The text of a file on disk; empty if there is none. */
  onDisk(name: string): string {
    return diskFiles.readFile(toFilePath(path.join(this.root, name))) ?? "";
  }

  async #resolve(action: CodeAction): Promise<CodeAction> {
    if (action.data === undefined) return action;
    return this.connection.sendRequest<CodeAction>("codeAction/resolve", action);
  }

  #listen(): void {
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.#diagnostics.set(params.uri, params.diagnostics);
    });
    this.connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
      items.map(() => this.#settings ?? null),
    );
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.listen();
  }
}
