import * as vscode from "vscode";
import { readFindings } from "../../core/wrangler/findings/read.ts";
import type { WranglerFinding } from "../../core/wrangler/findings/finding.ts";
import type { OutputEntry } from "../../core/wrangler/output.ts";
import { takeOutput } from "./devSession.ts";
import { startRun, type RunEnd, type RunSpec } from "./run.ts";
import { outputFile } from "./outputFiles.ts";

/** What a run came to. */
export interface Outcome {
  readonly end: RunEnd;
  readonly stdout: string;
  readonly entries: readonly OutputEntry[];
  readonly findings: readonly WranglerFinding[];
}

/** What a flow may do with the terminal it runs in. */
export interface TerminalIO {
  /** Shows text; line feeds alone are fine. */
  write(text: string): void;
  /** Aborted by Ctrl+C, by closing the terminal and by ending the task. */
  readonly signal: AbortSignal;
  /** Keys that are pressed in the terminal. */
  readonly onKey: vscode.Event<string>;
}

/** A piece of work that a task stands for; it answers with the code that the task ends with. */
export type Flow = (io: TerminalIO) => Promise<number>;

/** The terminal of a task: it runs a flow, and shows what the flow writes. */
export class FlowTerminal implements vscode.Pseudoterminal {
  readonly #flow: Flow;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly #keys = new vscode.EventEmitter<string>();
  readonly #abort = new AbortController();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  open(): void {
    const io: TerminalIO = {
      write: (text) => this.#written.fire(text.replaceAll(/\r?\n/g, "\r\n")),
      signal: this.#abort.signal,
      onKey: this.#keys.event,
    };
    void this.#flow(io)
      .catch((error: unknown) => {
        io.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
        return 1;
      })
      .then((code) => this.#closed.fire(code));
  }

  close(): void {
    this.#abort.abort();
  }

  handleInput(data: string): void {
    if (data === "\u0003") this.#abort.abort();
    else this.#keys.fire(data);
  }
}

/** Runs a command to its end, showing what it prints. Aborting stops it with everything it has started. */
export async function runShown(spec: RunSpec, io: TerminalIO): Promise<Outcome> {
  return runCaptured({ ...spec, env: { FORCE_COLOR: "1", ...spec.env } }, io.signal, (text) => io.write(text));
}

/** Runs a command to its end without showing it. */
export async function runCaptured(
  spec: RunSpec,
  signal?: AbortSignal,
  show: (text: string) => void = () => undefined,
): Promise<Outcome> {
  const file = outputFile();
  let stdout = "";
  let stderr = "";
  const end = await new Promise<RunEnd>((resolve) => {
    const run = startRun(
      { ...spec, env: { ...spec.env, WRANGLER_OUTPUT_FILE_PATH: file } },
      {
        output(text, stream) {
          if (stream === "stdout") stdout += text;
          else stderr += text;
          show(text);
        },
        ended: resolve,
      },
    );
    if (signal?.aborted === true) run.stop();
    signal?.addEventListener("abort", () => run.stop(), { once: true });
  });
  const entries = takeOutput(file);
  return { end, stdout, entries, findings: readFindings(stderr, entries) };
}

/** Whether a run has ended well. */
export function isSuccess({ end }: Pick<Outcome, "end">): boolean {
  return end.kind === "exited" && end.code === 0;
}

/** The code that a task ends with. */
export function codeOf(end: RunEnd): number {
  return end.kind === "exited" ? (end.code ?? 1) : end.kind === "stopped" ? 130 : 1;
}
