import path from "node:path";
import * as vscode from "vscode";
import { dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Log } from "../../core/ports.ts";
import type { RunResult, WranglerFinding } from "../../core/wrangler/findings/finding.ts";
import { loggable } from "../../core/wrangler/loggable.ts";
import type { SessionState } from "../../core/wrangler/session.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { DevSession } from "./devSession.ts";
import { outputFile } from "./outputFiles.ts";
import { codeOf, type TerminalIO } from "./terminal.ts";
import type { DevPlan } from "./devPlan.ts";
import { giveBack } from "./ports.ts";

/** A session as views and commands see it. */
export interface SessionInfo {
  readonly target: Target;
  readonly name: string;
  readonly state: SessionState;
  readonly inspectorPort: number | undefined;
  /** The folder of the Worker's code, for breakpoints. */
  readonly folder: FilePath;
}

interface Entry {
  readonly plan: DevPlan;
  readonly session: DevSession;
}

/** The dev sessions that run or have ended, at most one per Worker and environment. */
export class Sessions implements vscode.Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<SessionInfo>();
  readonly #reloaded = new vscode.EventEmitter<SessionInfo>();
  readonly #answered = new vscode.EventEmitter<void>();
  readonly #publish: (run: RunResult) => void;
  readonly #log: Log;
  /** Something of a session is not as it was. */
  readonly onDidChange = this.#changed.event;
  /** A session runs new code. */
  readonly onDidReload = this.#reloaded.event;
  /** A Worker has answered a request; with Vite, which tells of none, it is ready to. */
  readonly onDidAnswer = this.#answered.event;

  constructor(publish: (run: RunResult) => void, log: Log) {
    this.#publish = publish;
    this.#log = log;
  }

  /** Every session, in the order they were started. */
  get all(): readonly SessionInfo[] {
    return [...this.#entries.values()].map(infoOf);
  }

  /** Those that have not ended. */
  get running(): readonly SessionInfo[] {
    return this.all.filter(({ state }) => isRunning(state));
  }

  of(target: Target): SessionInfo | undefined {
    const entry = this.#entries.get(keyOf(target));
    return entry && infoOf(entry);
  }

  /** Runs a session in a terminal until it ends; a running one of the same target is stopped first. */
  async run(plan: DevPlan, io: TerminalIO): Promise<number> {
    await this.stop(plan.target);
    if (io.signal.aborted) {
      giveBack(plan.ports);
      return codeOf({ kind: "stopped" });
    }
    const isVite = path.basename(plan.spec.args[0] ?? "").startsWith("vite");
    const script = plan.script === undefined ? "" : `  (${vscode.l10n.t("script {0} of package.json", plan.script)})`;
    io.write(`➤ ${isVite ? "vite" : "wrangler"} dev  ${plan.name}${script}\n`);
    const session = new DevSession({ ...plan.spec, env: { FORCE_COLOR: "1", ...plan.spec.env } }, outputFile(), {
      output: (text) => io.write(text),
      stateChanged: (state) => {
        this.#log.info(`dev ${plan.name}: ${JSON.stringify(state)}`);
        this.#changed.fire(infoOf(entry));
        if (isVite && state.kind === "ready") this.#answered.fire();
      },
      findingsChanged: (findings) => this.#tell(plan, findings),
      reloaded: () => this.#reloaded.fire(infoOf(entry)),
      answered: () => this.#answered.fire(),
    });
    const entry: Entry = { plan, session };
    this.#log.info(`dev ${plan.name}: ${plan.spec.command} ${loggable(plan.spec.args)}`);
    this.#entries.set(keyOf(plan.target), entry);
    this.#changed.fire(infoOf(entry));
    this.#tell(plan, []);
    io.signal.addEventListener("abort", () => void session.stop(), { once: true });
    const end = await session.done;
    giveBack(plan.ports);
    if (end.kind === "stopped") this.#tell(plan, []);
    return end.kind === "stopped" ? 0 : codeOf(end);
  }

  /** Stops the session of a target, and waits until it has ended. */
  async stop(target: Target): Promise<void> {
    const entry = this.#entries.get(keyOf(target));
    if (entry !== undefined && isRunning(entry.session.state)) await entry.session.stop();
  }

  /** Settles when the session of a target is ready, with it; undefined where it ended before. */
  async whenReady(target: Target): Promise<SessionInfo | undefined> {
    const settled = (info: SessionInfo | undefined): boolean =>
      info !== undefined && (info.state.kind === "ready" || !isRunning(info.state));
    const now = this.of(target);
    if (settled(now)) return now?.state.kind === "ready" ? now : undefined;
    return new Promise((resolve) => {
      const subscription = this.onDidChange((info) => {
        if (keyOf(info.target) !== keyOf(target) || !settled(info)) return;
        subscription.dispose();
        resolve(info.state.kind === "ready" ? info : undefined);
      });
    });
  }

  dispose(): void {
    for (const { session } of this.#entries.values()) void session.stop();
    this.#changed.dispose();
    this.#reloaded.dispose();
    this.#answered.dispose();
  }

  #tell({ target, spec }: DevPlan, findings: readonly WranglerFinding[]): void {
    this.#publish({ source: `dev ${keyOf(target)}`, target, folder: spec.cwd, findings });
  }
}

/** Whether a session still has processes. */
export function isRunning(state: SessionState): boolean {
  return state.kind !== "stopped" && state.kind !== "ended";
}

/** Two targets are the same if their keys are. */
export function keyOf({ configPath, environment }: Target): string {
  return `${configPath} ${environment ?? ""}`;
}

function infoOf({ plan, session }: Entry): SessionInfo {
  const { target, name, inspectorPort } = plan;
  return { target, name, state: session.state, inspectorPort, folder: dirname(target.configPath) };
}
