import { spawn, type ChildProcess } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { treeEnding } from "../../core/wrangler/programs.ts";
import type { SupervisorMessage } from "../../supervisor.ts";

/** A command to run under the supervisor. Nothing of it passes through a shell. */
export interface RunSpec {
  /** The Node that runs the supervisor. */
  readonly node: string;
  /** `dist/supervisor.cjs`. */
  readonly supervisor: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** In addition to the extension host's own; undefined takes a variable away. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a run ended. `failed` is a command that could not be started at all. */
export type RunEnd =
  | { readonly kind: "exited"; readonly code: number | undefined; readonly signal: string | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly message: string };

export interface RunListener {
  /** A piece of what the command printed, decoded, as it comes. */
  output(text: string, stream: "stdout" | "stderr"): void;
  /** Called at once when the command itself has ended unasked; what it has started may go on printing for a moment. */
  exited?(end: RunEnd): void;
  /** Called once, after the last output. */
  ended(end: RunEnd): void;
}

export interface Run {
  /** The process group of everything that the command starts; undefined if it could not be started. */
  readonly group: number | undefined;
  /** Ends the command and everything it has started; the listener hears of the end. */
  stop(): void;
}

/** What a supervisor has come to that could not say anything any more. */
const killed: RunEnd = { kind: "exited", code: undefined, signal: "SIGKILL" };

/** How long output may take after the command has ended, as orphans hold its pipes until the supervisor has ended them. */
const lastWords = 1500;

/** Starts a command under the supervisor, which ends all of it when this process ends in whatever way. */
export function startRun(spec: RunSpec, listener: RunListener): Run {
  const supervisor = spawn(spec.node, [spec.supervisor, spec.command, ...spec.args], {
    cwd: spec.cwd,
    env: withoutUndefined({ ...process.env, ELECTRON_RUN_AS_NODE: undefined, ...spec.env }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  return watch(supervisor, listener);
}

function watch(supervisor: ChildProcess, listener: RunListener): Run {
  let end: RunEnd | undefined;
  let isStopped = false;
  let isTold = false;
  let isOver = false;
  forward(supervisor, listener);
  supervisor.on("message", (message: SupervisorMessage) => {
    end ??= endOf(message);
    if (message.kind !== "exited") return;
    tellExit();
    setTimeout(finish, lastWords).unref();
  });
  supervisor.once("error", (error) => {
    end ??= { kind: "failed", message: error.message };
    finish();
  });
  // Killed from outside, the supervisor can end nothing any more; its group still has its number.
  supervisor.once("exit", () => {
    if (end === undefined) endGroup(supervisor.pid);
    tellExit();
  });
  supervisor.once("close", finish);
  return { group: supervisor.pid, stop };

  function stop(): void {
    isStopped = true;
    if (supervisor.connected) supervisor.send("stop", () => undefined);
    else endGroup(supervisor.pid);
  }

  function tellExit(): void {
    if (isStopped || isOver || isTold) return;
    isTold = true;
    listener.exited?.(end ?? killed);
  }

  function finish(): void {
    if (isOver) return;
    isOver = true;
    listener.ended(isStopped ? { kind: "stopped" } : (end ?? killed));
  }
}

function forward(supervisor: ChildProcess, listener: RunListener): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    supervisor[name]?.on("data", (chunk: Buffer) => listener.output(decoder.write(chunk), name));
  }
}

function endOf(message: SupervisorMessage): RunEnd | undefined {
  switch (message.kind) {
    case "failed":
      return { kind: "failed", message: message.message };
    case "exited":
      return { kind: "exited", code: message.code ?? undefined, signal: message.signal ?? undefined };
    case "started":
    case "ending":
      return undefined;
  }
}

function endGroup(group: number | undefined): void {
  if (group === undefined) return;
  if (process.platform === "win32") {
    const { command, args } = treeEnding(group, false);
    spawn(command, args, { stdio: "ignore", windowsHide: true }).once("error", () => undefined);
    return;
  }
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Nothing is left of it.
  }
}

function withoutUndefined(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
