import { readFileSync, rmSync } from "node:fs";
import type { WranglerFinding } from "../../core/wrangler/findings/finding.ts";
import { MessageReader } from "../../core/wrangler/messages.ts";
import { readOutput, type OutputEntry } from "../../core/wrangler/output.ts";
import {
  nextState,
  startingSession,
  tellsOfAnswer,
  type SessionEvent,
  type SessionState,
} from "../../core/wrangler/session.ts";
import { SessionFindings } from "../../core/wrangler/sessionFindings.ts";
import { LineSplitter, stripEscapes } from "../../core/wrangler/text.ts";
import { startRun, type Run, type RunEnd, type RunSpec } from "./run.ts";

/** What a session tells whoever shows it; all of it happens on the extension host's one thread. */
export interface SessionListener {
  /** What wrangler prints, as it is. */
  output(text: string): void;
  stateChanged(state: SessionState): void;
  findingsChanged(findings: readonly WranglerFinding[]): void;
  /** The code now running is not the one from before: breakpoints have to be set anew. */
  reloaded(): void;
  /** The Worker has answered a request. Vite does not tell. */
  answered(): void;
}

/** A message is taken as complete when stderr has been quiet for this long (ms). */
const quiet = 150;

/** A `dev` child with what its output says about it. It starts at once and lives until it is stopped or ends by itself. */
export class DevSession {
  readonly #listener: SessionListener;
  readonly #run: Run;
  readonly #messages = new MessageReader();
  readonly #lines = { stdout: new LineSplitter(), stderr: new LineSplitter() };
  readonly #findings = new SessionFindings();
  readonly #outputFile: string;
  readonly #done: Promise<RunEnd>;
  #state: SessionState = startingSession;
  #flush: NodeJS.Timeout | undefined;

  /** `outputFile` is a file of the session's own, for wrangler's machine-readable output; it is removed at the end. */
  constructor(spec: RunSpec, outputFile: string, listener: SessionListener) {
    this.#listener = listener;
    this.#outputFile = outputFile;
    let isDone: (end: RunEnd) => void = () => undefined;
    this.#done = new Promise((resolve) => (isDone = resolve));
    this.#run = startRun(
      { ...spec, env: { ...spec.env, WRANGLER_OUTPUT_FILE_PATH: outputFile } },
      {
        output: (text, stream) => this.#printed(text, stream),
        exited: (end) => this.#exited(end),
        ended: (end) => {
          this.#ended(end);
          isDone(end);
        },
      },
    );
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Settles when everything the session has started is told to end and its last output was passed on. */
  get done(): Promise<RunEnd> {
    return this.#done;
  }

  get group(): number | undefined {
    return this.#run.group;
  }

  stop(): Promise<RunEnd> {
    this.#take({ kind: "stopAsked" });
    this.#run.stop();
    return this.#done;
  }

  #printed(text: string, stream: "stdout" | "stderr"): void {
    this.#listener.output(text);
    for (const line of this.#lines[stream].push(text)) this.#line(stripEscapes(line), stream);
  }

  #line(line: string, stream: "stdout" | "stderr"): void {
    if (stream === "stdout") {
      this.#take({ kind: "printed", line });
      if (tellsOfAnswer(line)) this.#listener.answered();
      return;
    }
    this.#complain(this.#messages.push(line));
    clearTimeout(this.#flush);
    this.#flush = setTimeout(() => this.#complain(this.#messages.end()), quiet);
  }

  #complain(messages: ReturnType<MessageReader["push"]>): void {
    if (messages.length === 0) return;
    for (const message of messages) {
      this.#findings.add(message);
      if (message.severity === "error") this.#take({ kind: "error", headline: message.headline });
    }
    this.#listener.findingsChanged(this.#findings.current);
  }

  #ended(end: RunEnd): void {
    clearTimeout(this.#flush);
    const rest = this.#lines.stderr.end();
    this.#complain([...(rest === undefined ? [] : this.#messages.push(stripEscapes(rest))), ...this.#messages.end()]);
    if (end.kind === "failed") this.#listener.output(`${end.message}\n`);
    if (end.kind === "stopped") this.#take({ kind: "stopAsked" });
    else this.#exited(end);
    takeOutput(this.#outputFile);
  }

  #exited(end: RunEnd): void {
    const { code, signal } = end.kind === "exited" ? end : { code: undefined, signal: undefined };
    this.#take({ kind: "exit", code, signal });
  }

  #take(event: SessionEvent): void {
    const before = this.#state;
    this.#state = nextState(before, event);
    if (this.#state === before) return;
    if (this.#state.kind === "ready") {
      this.#findings.clear();
      this.#listener.findingsChanged([]);
    }
    this.#listener.stateChanged(this.#state);
    if (before.kind === "reloading" && this.#state.kind === "ready") this.#listener.reloaded();
  }
}

/** Reads wrangler's machine-readable output of a run that is over, and removes the file. */
export function takeOutput(file: string): readonly OutputEntry[] {
  try {
    const text = readFileSync(file, "utf8");
    rmSync(file, { force: true });
    return readOutput(text);
  } catch {
    // A run that ended before it wrote anything, or `vite`, has none.
    return [];
  }
}
