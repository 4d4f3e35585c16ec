import * as vscode from "vscode";
import type { Milestones } from "./milestones.ts";

/**
 * Ticks off the steps of the walkthrough. VS Code (1.110 to 1.139) ticks a step when its context key becomes true after the
 * walkthrough has been loaded, and leaves it open for ever if the key was true before; so the keys are true for a moment
 * only, each time a walkthrough may have been opened. They are `durableObjects.reached.<milestone>`.
 */
export class Walkthrough implements vscode.Disposable {
  readonly #done: Milestones;
  readonly #look: () => Promise<void>;
  readonly #listeners: vscode.Disposable;
  #shown: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param done what has been done so far
   * @param look finds out what has been done without being told; called while a walkthrough may be open
   */
  constructor(done: Milestones, look: () => Promise<void>) {
    this.#done = done;
    this.#look = look;
    const tickSoon = () => this.#tickSoon();
    this.#listeners = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(tickSoon),
      done.onDidReach(tickSoon),
    );
    tickSoon();
  }

  /** Says which milestones the files of the workspace show. */
  shows(milestones: readonly string[]): void {
    this.#shown = milestones;
    this.#tickSoon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
  }

  #tickSoon(): void {
    if (!mayBeOpen()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), loadingTime);
  }

  async #tick(): Promise<void> {
    await this.#look();
    for (const each of [...this.#shown, ...this.#done.reached]) {
      await vscode.commands.executeCommand("setContext", `durableObjects.reached.${each}`, true);
      await vscode.commands.executeCommand("setContext", `durableObjects.reached.${each}`, false);
    }
  }
}

/** What VS Code takes at most from the tab to the loaded steps, in milliseconds. */
const loadingTime = 1000;

/** The kind of its tab is none that extensions can see. */
function mayBeOpen(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input === undefined));
}
