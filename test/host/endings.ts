import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";

const endings = new Set<() => void>();
let isArmed = false;

/**
 * Has `end` run when this process ends, however it does: at its end, after an exception, after Ctrl+C.
 * @returns runs `end` now instead; a second call does nothing
 */
export function atEnd(end: () => void): () => void {
  arm();
  endings.add(end);
  return () => {
    if (endings.delete(end)) end();
  };
}

/** Makes a folder of its own under the system's temporary one. The second value removes it, as the process's end does. */
export function temporaryFolder(name: string): readonly [folder: string, remove: () => void] {
  // Short, because the sockets that VS Code makes below it may have paths of at most some 100 characters.
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  return [folder, atEnd(() => removeFolder(folder))];
}

/** Removes a folder that processes which are just ending may still write to. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function arm(): void {
  if (isArmed) return;
  isArmed = true;
  process.on("exit", endAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  endWithParent();
}

/** npm and mocha put a shell or a second process in between, which do not hand a SIGTERM on when they are ended by it. */
function endWithParent(): void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) process.exit(128 + constants.signals.SIGTERM);
  };
  setInterval(look, 500).unref();
}

/** The newest first: a process ends before the folder it writes to goes. */
function endAll(): void {
  for (const end of [...endings].toReversed()) {
    try {
      end();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
  endings.clear();
}
