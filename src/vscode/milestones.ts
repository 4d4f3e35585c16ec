import * as vscode from "vscode";
import type { DoneMilestone } from "../core/wrangler/milestones.ts";

/** What has been done so far. It is remembered beyond a workspace, as VS Code remembers the steps of a walkthrough. */
export class Milestones implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #reached = new vscode.EventEmitter<void>();
  /** One more is reached. */
  readonly onDidReach = this.#reached.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get reached(): readonly DoneMilestone[] {
    return this.#memory.get<readonly DoneMilestone[]>(memoryKey, []);
  }

  /** Does nothing if it was reached before. */
  readonly reach = (milestone: DoneMilestone): void => {
    if (this.reached.includes(milestone)) return;
    void this.#memory.update(memoryKey, [...this.reached, milestone]).then(() => this.#reached.fire());
  };

  dispose(): void {
    this.#reached.dispose();
  }
}

const memoryKey = "milestones";
