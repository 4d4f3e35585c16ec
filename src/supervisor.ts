/**
 * Runs one command and sees to it that nothing of it outlives whoever wanted it: `node supervisor.cjs <command> <args…>`,
 * started as the leader of a process group of its own with an IPC channel to the extension host. wrangler is a bin that
 * starts a second Node, which starts esbuild and workerd; ending the bin alone leaves the others behind. So when the
 * command ends, or the channel closes for whatever reason, the whole group is ended.
 */
import { spawn, spawnSync } from "node:child_process";
import { treeEnding } from "./core/wrangler/programs.ts";

/** What is sent over the channel; the host sends nothing but "stop". */
export type SupervisorMessage =
  | { readonly kind: "started"; readonly pid: number }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "exited"; readonly code: number | null; readonly signal: string | null }
  /** The last one: now the group is ended. */
  | { readonly kind: "ending" };

/** How long wrangler may take to end its own children and remove its temporary files. */
const patience = 3000;

/** How long the orphans of a killed bin may take; it is reported before that. */
const orphanPatience = 500;

const isWindows = process.platform === "win32";
const [command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], windowsHide: true });
const state = { isStopping: false };

child.once("spawn", () => tell({ kind: "started", pid: child.pid ?? 0 }));
child.once("error", (error) => {
  tell({ kind: "failed", message: error.message });
  endGroup();
});
child.once("exit", (code, signal) => {
  tell({ kind: "exited", code, signal });
  const wasKilled = signal !== null || (code !== null && code > 128);
  if (!wasKilled || state.isStopping || isWindows) {
    endGroup();
    return;
  }
  signalGroup("SIGTERM");
  setTimeout(endGroup, orphanPatience);
});
process.on("message", (message) => {
  if (message === "stop") stop();
});
process.once("disconnect", stop);
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("SIGHUP", stop);

function stop(): void {
  if (state.isStopping) return;
  state.isStopping = true;
  if (isWindows) endGroup();
  else child.kill("SIGTERM");
  setTimeout(endGroup, patience);
}

function tell(message: SupervisorMessage): void {
  if (process.connected) process.send?.(message, () => undefined);
}

/** Ends every process of the group, this one last: it is the leader, so the group has its number. */
function endGroup(): void {
  if (isWindows) {
    // First the news, as nothing is sent while this waits for the end of the tree.
    flushAndExit(() => {
      endTree();
      process.exit();
    });
    return;
  }
  flushAndExit(() => signalGroup("SIGKILL"));
}

/** A command that has ended well has left nothing behind, which would take a second to look for. */
function endTree(): void {
  if (child.pid === undefined || child.exitCode === 0) return;
  const { command: ending, args: words } = treeEnding(child.pid, child.exitCode === null);
  spawnSync(ending, words, { windowsHide: true });
}

function signalGroup(signal: NodeJS.Signals): void {
  state.isStopping = true;
  try {
    process.kill(-process.pid, signal);
  } catch {
    // Not the leader of a group: started by hand, with nothing but the child to end.
    child.kill(signal);
    if (signal === "SIGKILL") process.exit();
  }
}

/** Waits until what was told has been written to the channel; a closed channel has nothing to wait for. */
function flushAndExit(exit: () => void): void {
  if (!process.connected || process.send === undefined) {
    exit();
    return;
  }
  setTimeout(exit, 1000).unref();
  const last: SupervisorMessage = { kind: "ending" };
  process.send(last, () => exit());
}
