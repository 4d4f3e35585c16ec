import * as vscode from "vscode";

/**
 * Ticks off the steps of the walkthrough. VS Code (1.110 to 1.139) ticks a step when its context key becomes true after the
 * walkthrough has been loaded, and leaves it open for ever if the key was true before; so the keys are true for a moment
 * only, each time a walkthrough may have been opened. They are `durableObjects.reached.<milestone>`.
 */
export class Walkthrough implements vscode.Disposable {
  readonly #listener: vscode.Disposable;
  #milestones: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#listener = vscode.window.tabGroups.onDidChangeTabs(() => this.#tickSoon());
  }

  /** Says which milestones have been reached by now. */
  reached(milestones: readonly string[]): void {
    this.#milestones = milestones;
    this.#tickSoon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listener.dispose();
  }

  #tickSoon(): void {
    if (!mayBeOpen()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void tick(this.#milestones), loadingTime);
  }
}

/** What VS Code takes at most from the tab to the loaded steps, in milliseconds. */
const loadingTime = 1000;

/** The kind of its tab is none that extensions can see. */
function mayBeOpen(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input === undefined));
}

async function tick(milestones: readonly string[]): Promise<void> {
  for (const each of milestones) {
    await vscode.commands.executeCommand("setContext", `durableObjects.reached.${each}`, true);
    await vscode.commands.executeCommand("setContext", `durableObjects.reached.${each}`, false);
  }
}
