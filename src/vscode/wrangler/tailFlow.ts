import * as vscode from "vscode";
import { dirname } from "../../core/text/path.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { TailReader, tailLines, type TailEvent } from "../../core/wrangler/tail.ts";
import { LineSplitter, stripEscapes } from "../../core/wrangler/text.ts";
import { environmentOption } from "./devPlan.ts";
import { startRun, type RunEnd } from "./run.ts";
import type { Services } from "./services.ts";
import { codeOf, type TerminalIO } from "./terminal.ts";

/** How many events are kept while the log is paused. */
const mostHeld = 1000;

/** The live log that the pause command is about: the one that was used last. */
let pauseLatest: (() => void) | undefined;

/** Pauses or resumes the live log that was started or used last. */
export function togglePause(): void {
  if (pauseLatest === undefined) void vscode.window.showInformationMessage(vscode.l10n.t("No live log is running."));
  else pauseLatest();
}

/** Shows the live log of a deployed Worker, of all of it or of one class. `p` pauses it. */
export async function tailFlow(services: Services, target: Target, io: TerminalIO): Promise<number> {
  const className = await askClass(services, target);
  if (className === undefined) return 130;
  const summaries = await services.describeWorkers();
  const on = { config: target.configPath, environment: environmentOption(target, summaries) };
  const summary = summaries.find((each) => each.configPath === target.configPath);
  const account = await services.accounts.choose(target, summary, io.signal);
  const env = account.kind === "account" ? { CLOUDFLARE_ACCOUNT_ID: account.id } : {};
  const spec = await services.tools.specOf({ kind: "tail", on }, dirname(target.configPath), env);
  io.write(`➤ wrangler tail  ${vscode.l10n.t("Press p to pause, Ctrl+C to end.")}\n`);
  const log = new PausedLog(io, (event) => className === allClasses || event.entrypoint === className);
  const keys = io.onKey((key) => (key === "p" ? log.toggle() : undefined));
  pauseLatest = () => log.toggle();
  const end = await new Promise<RunEnd>((resolve) => {
    const lines = new LineSplitter();
    const run = startRun(spec, {
      output(text, stream) {
        if (stream === "stderr") io.write(text);
        else for (const line of lines.push(text)) log.line(stripEscapes(line));
      },
      ended: resolve,
    });
    io.signal.addEventListener("abort", () => run.stop(), { once: true });
  });
  keys.dispose();
  pauseLatest = undefined;
  return end.kind === "stopped" ? 0 : codeOf(end);
}

const allClasses = "";

/** Asks for the class to follow where there are several to choose from; "" stands for all. */
async function askClass(services: Services, target: Target): Promise<string | undefined> {
  const summary = await services.choice.summaryOf(target);
  const environment = summary?.environments.find((each) => each.name === target.environment);
  const classes = environment?.lifecycle.classes.filter((each) => each.state === "live").map((each) => each.name) ?? [];
  if (classes.length === 0) return allClasses;
  const all = vscode.l10n.t("Everything");
  const chosen = await vscode.window.showQuickPick([all, ...classes], {
    placeHolder: vscode.l10n.t("Follow one class, or everything?"),
  });
  return chosen === all ? allClasses : chosen;
}

/** Writes events to a terminal, and holds them back while it is paused. */
class PausedLog {
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
