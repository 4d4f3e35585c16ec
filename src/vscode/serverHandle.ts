import * as vscode from "vscode";
import type { Command } from "./commands.ts";
import { setContext } from "./context.ts";
import type { HandleOptions } from "./handleOptions.ts";
import type { Main } from "./main.ts";
import { whenNeeded } from "./whenNeeded.ts";

/** Starts the server when the workspace first needs one; the client library is not loaded before. */
export class ServerHandle implements vscode.Disposable {
  readonly #options: HandleOptions;
  readonly #stopWaiting = new vscode.CancellationTokenSource();
  #main: Promise<Main> | undefined;

  constructor(options: HandleOptions) {
    this.#options = options;
  }

  /** Waits, after activation has returned, until there is something to check. */
  startWhenNeeded(): void {
    setImmediate(() => void this.#startWhenNeeded());
  }

  /** The other half of the extension, with the server started. */
  async main(): Promise<Main> {
    this.#main ??= this.#start();
    return this.#main;
  }

  async #start(): Promise<Main> {
    this.#options.process.prepare();
    const { startMain } = await import("./main.ts");
    return startMain(this.#options);
  }

  async #startWhenNeeded(): Promise<void> {
    const isNeeded = await whenNeeded(this.#stopWaiting.token, () => void setContext("isReady", true));
    if (isNeeded) await this.main();
  }

  dispose(): void {
    this.#stopWaiting.cancel();
    this.#options.process.dispose();
    void this.#main?.then((main) => main.dispose());
  }
}

export function restartServer(handle: ServerHandle): Command {
  return { name: "restartServer", run: async () => (await handle.main()).restart() };
}
