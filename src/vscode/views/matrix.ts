import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { MatrixCell, TreeLocation, WorkerMatrix } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { applyRefactoring } from "../refactor/apply.ts";
import { chooseWorker } from "../refactor/chooseWorker.ts";
import { request } from "../requests.ts";
import { readMessage, readState } from "./matrixMessages.ts";
import { fillPage, viewTypeOf } from "./page.ts";
import { configPathOf } from "./subject.ts";
import { showLocation } from "./showLocation.ts";

/** "Show Environments": the matrix of classes and environments of a Worker, one page for each. */
export class MatrixPages implements vscode.Disposable {
  readonly command: Command;
  readonly #client: LanguageClient;
  readonly #extension: vscode.Uri;
  readonly #pages = new Map<string, MatrixPanel>();
  readonly #subscription: vscode.Disposable;

  /** @param onDidChangeWorkers fires when anything that a page shows may be another */
  constructor(client: LanguageClient, extension: vscode.Uri, onDidChangeWorkers: vscode.Event<void>) {
    this.#client = client;
    this.#extension = extension;
    this.command = { name: "showMatrix", run: (argument) => this.#show(argument) };
    this.#subscription = onDidChangeWorkers(() => {
      // It fails only where the server is gone, whose next one tells again.
      for (const page of this.#pages.values()) page.refresh().catch(() => undefined);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const page of this.#pages.values()) page.panel.dispose();
  }

  /** Takes a page over that was open before the window was loaded again. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const configPath = readState(state)?.configPath;
    const workers = await request(this.#client, "durableObjects/workers", {});
    const isThere = workers.some(({ summary }) => summary.configPath === configPath);
    if (configPath === undefined || !isThere || this.#pages.has(configPath)) panel.dispose();
    else this.#add(panel, configPath);
  }

  async #show(argument: unknown): Promise<void> {
    const worker = await chooseWorker(this.#client, configPathOf(argument));
    if (worker === undefined) return;
    const { configPath } = worker.summary;
    const known = this.#pages.get(configPath);
    if (known !== undefined) return known.panel.reveal();
    const title = vscode.l10n.t("Environments");
    this.#add(vscode.window.createWebviewPanel(viewTypeOf("matrix"), title, vscode.ViewColumn.Active), configPath);
  }

  #add(panel: vscode.WebviewPanel, configPath: string): void {
    this.#pages.set(
      configPath,
      new MatrixPanel({ client: this.#client, extension: this.#extension, panel, configPath }),
    );
    panel.onDidDispose(() => this.#pages.delete(configPath));
  }
}

interface PanelOptions {
  readonly client: LanguageClient;
  readonly extension: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly configPath: string;
}

class MatrixPanel {
  readonly panel: vscode.WebviewPanel;
  readonly #client: LanguageClient;
  readonly #configPath: string;
  #shown: WorkerMatrix | undefined;

  constructor({ client, extension, panel, configPath }: PanelOptions) {
    this.#client = client;
    this.#configPath = configPath;
    this.panel = panel;
    panel.webview.onDidReceiveMessage((message) => this.#heard(message));
    fillPage(panel, extension, "matrix");
  }

  /** Sends what has changed. A page that is hidden is made anew when it is shown, and asks again. */
  async refresh(): Promise<void> {
    if (!this.#client.isRunning()) return;
    const matrix = await request(this.#client, "durableObjects/matrix", { configPath: this.#configPath });
    if (matrix === null) return this.#closeIfGone();
    this.#shown = matrix;
    this.panel.title = vscode.l10n.t("{0}: Environments", matrix.title);
    const message = { kind: "matrix", matrix: inWords(matrix), state: { configPath: this.#configPath } };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's, not the window's
    await this.panel.webview.postMessage(message);
  }

  /** A server that has just been started again may not have found the configuration yet: this waits until it has looked. */
  async #closeIfGone(): Promise<void> {
    const workers = await request(this.#client, "durableObjects/workers", {});
    if (!workers.some(({ summary }) => summary.configPath === this.#configPath)) this.panel.dispose();
  }

  async #heard(message: unknown): Promise<void> {
    const read = readMessage(message);
    if (read?.kind === "ready") await this.refresh();
    if (read?.kind === "choose") await this.#choose(read.row, read.column);
  }

  async #choose(rowIndex: number, column: number): Promise<void> {
    const row = this.#shown?.rows[rowIndex];
    const cell = row?.cells[column];
    const environment = this.#shown?.environments[column];
    if (row === undefined || cell === undefined || environment === undefined) return;
    if (!cell.canAdd) return showBeside(cell.at);
    const { className, script } = row;
    const binding = { className, environment: environment.name, ...(script !== undefined && { scriptName: script }) };
    await applyRefactoring(this.#client, { kind: "addBinding", configPath: this.#configPath, binding });
  }
}

async function showBeside(at: TreeLocation | null): Promise<void> {
  if (at !== null) await showLocation(at, vscode.ViewColumn.Beside);
}

/** The matrix with the words of the page. */
function inWords(matrix: WorkerMatrix): object {
  return {
    title: vscode.l10n.t("Durable Objects of {0} by environment", matrix.title),
    explanation: vscode.l10n.t(
      "Bindings are not inherited: each environment needs its own. The lifecycle of the top level counts in environments that have none. Choose a cell to go to its binding, or to add the one that is missing.",
    ),
    corner: vscode.l10n.t("Class"),
    environments: matrix.environments,
    rows: matrix.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, action: actionOf(cell) })) })),
  };
}

function actionOf({ canAdd, at }: MatrixCell): string {
  if (canAdd) return vscode.l10n.t("Add the binding");
  return at === null ? "" : vscode.l10n.t("Go to it");
}
