import type { RemoteConsole } from "vscode-languageserver";
import type { Log } from "../core/ports.ts";

/** Sees to work that nobody waits for: where it fails, the log says so, and the server lives on. */
export function inBackground(log: Log, work: Promise<unknown>): void {
  work.catch((error: unknown) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)));
}

/** The log of the editor: `window/logMessage`. */
export function logOf(console: RemoteConsole): Log {
  return {
    debug: (message) => console.debug(message),
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message) => console.error(message),
  };
}
