import * as vscode from "vscode";
import { TailReader, tailLines, type TailEvent } from "../../core/wrangler/tail.ts";
import type { TerminalIO } from "./terminal.ts";

/** How many events are kept while the log is paused. */
const mostHeld = 1000;

/** Writes events to a terminal, and holds them back while it is paused. */
export class LiveLog {
  readonly #io: TerminalIO;
  readonly #isWanted: (event: TailEvent) => boolean;
  readonly #reader = new TailReader();
  #held: TailEvent[] | undefined;

  constructor(io: TerminalIO, isWanted: (event: TailEvent) => boolean) {
    this.#io = io;
    this.#isWanted = isWanted;
  }

  line(line: string): void {
    const event = this.#reader.push(line);
    if (event === undefined || !this.#isWanted(event)) return;
    if (this.#held === undefined) this.#show(event);
    else this.#held = [...this.#held, event].slice(-mostHeld);
  }

  toggle(): void {
    const held = this.#held;
    this.#held = held === undefined ? [] : undefined;
    this.#io.write(held === undefined ? `-- ${vscode.l10n.t("paused")} --\n` : `-- ${vscode.l10n.t("resumed")} --\n`);
    for (const event of held ?? []) this.#show(event);
  }

  #show(event: TailEvent): void {
    this.#io.write(`${tailLines(event).join("\n")}\n`);
  }
}

/** The live logs that run, for the command that pauses: it means the one that was started or used last. */
export class LiveLogs {
  #running: readonly LiveLog[] = [];

  add(log: LiveLog): vscode.Disposable {
    this.#running = [...this.#running, log];
    return new vscode.Disposable(() => (this.#running = this.#running.filter((each) => each !== log)));
  }

  /** Pauses or resumes a log; the one that was used last, if none is given. */
  toggle(log: LiveLog | undefined = this.#running.at(-1)): void {
    if (log === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t("No live log is running."));
      return;
    }
    this.#running = [...this.#running.filter((each) => each !== log), log];
    log.toggle();
  }
}
