import { watch } from "node:fs";
import * as vscode from "vscode";
import type { LocalDataAnswer } from "../../core/localData/answer.ts";
import { basename, dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { askLocalData } from "../wrangler/localDataProgram.ts";
import type { Tools } from "../wrangler/tools.ts";
import { readLocalDataMessage } from "./localDataMessages.ts";
import { localDataWords } from "./localDataWords.ts";
import { fillPage, viewTypeOf } from "./page.ts";

/** The pages of what local development has stored, one for each namespace. */
export class LocalDataPages implements vscode.Disposable {
  readonly #tools: Tools;
  readonly #extension: vscode.Uri;
  readonly #pages = new Map<FilePath, LocalDataPage>();

  constructor(tools: Tools, extension: vscode.Uri) {
    this.#tools = tools;
    this.#extension = extension;
  }

  /** Shows the page of a namespace, by its folder, `…/v3/do/<worker>-<Class>`. */
  show(folder: FilePath): void {
    const known = this.#pages.get(folder);
    if (known !== undefined) return known.panel.reveal();
    this.#add(
      vscode.window.createWebviewPanel(viewTypeOf("localData"), basename(folder), vscode.ViewColumn.Active),
      folder,
    );
  }

  /** Takes the page of a namespace over that was open before the window was loaded again. */
  restore(panel: vscode.WebviewPanel, folder: FilePath): void {
    if (this.#pages.has(folder)) panel.dispose();
    else this.#add(panel, folder);
  }

  dispose(): void {
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  #add(panel: vscode.WebviewPanel, folder: FilePath): void {
    const page = new LocalDataPage(this.#tools, { panel, folder, extension: this.#extension });
    this.#pages.set(folder, page);
    panel.onDidDispose(() => {
      page.dispose();
      this.#pages.delete(folder);
    });
  }
}

interface PageOptions {
  readonly panel: vscode.WebviewPanel;
  readonly folder: FilePath;
  readonly extension: vscode.Uri;
}

/** How many milliseconds a page waits for more to be written before it reads. */
const patience = 300;

class LocalDataPage {
  readonly panel: vscode.WebviewPanel;
  readonly #tools: Tools;
  readonly #folder: FilePath;
  readonly #watching: vscode.Disposable;
  #chosen = "";
  #reading: Promise<void> | undefined;
  #isStale = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(tools: Tools, { panel, folder, extension }: PageOptions) {
    this.panel = panel;
    this.#tools = tools;
    this.#folder = folder;
    panel.title = vscode.l10n.t("{0}: Local Data", basename(folder));
    panel.webview.onDidReceiveMessage((message) => this.#heard(message));
    fillPage(panel, extension, "localData");
    this.#watching = watchFolder(folder, () => this.#wait());
  }

  dispose(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#watching.dispose();
  }

  /** A page that is hidden is made anew when it is shown, and asks by itself. */
  #wait(): void {
    if (!this.panel.visible || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#refresh();
    }, patience);
  }

  async #heard(message: unknown): Promise<void> {
    const read = readLocalDataMessage(message);
    if (read === undefined) return;
    if (read.kind === "open") this.#chosen = read.id;
    await this.#refresh();
  }

  /** One reading at a time; what happens meanwhile is read once more at its end. */
  async #refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readAll().finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      const asked = this.#chosen;
      const answer = await askLocalData(this.#tools, ["contents", this.#folder, asked], dirname(this.#folder));
      if (this.#isClosed) return;
      // Another object was chosen meanwhile, which is read next.
      if (this.#chosen === asked) await this.#fill(answer);
    }
  }

  async #fill(answer: LocalDataAnswer): Promise<void> {
    // A session that writes at this moment is read a little later.
    if (answer.kind === "busy") return this.#wait();
    if (answer.kind === "contents") this.#chosen = answer.contents.shown?.id ?? "";
    const place = { name: basename(this.#folder), folder: vscode.workspace.asRelativePath(this.#folder) };
    const message = { kind: "localData", data: localDataWords(place, answer), state: { folder: this.#folder } };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's, not the window's
    await this.panel.webview.postMessage(message);
  }
}

/**
 * Tells of everything that is written in a folder; nothing if it is not there. VS Code's own watcher says nothing of a
 * database that is written by another process (measured in 1.139).
 */
function watchFolder(folder: FilePath, written: () => void): vscode.Disposable {
  try {
    const watcher = watch(folder, { persistent: false }, (_, file) => {
      // What SQLite shares between processes changes with each reader, too.
      if (file?.endsWith("-shm") !== true) written();
    });
    // A folder that is deleted is watched no more.
    watcher.on("error", () => watcher.close());
    return new vscode.Disposable(() => watcher.close());
  } catch {
    return new vscode.Disposable(() => undefined);
  }
}
