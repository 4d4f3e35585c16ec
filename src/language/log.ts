import type { RemoteConsole } from "vscode-languageserver";
import type { Log } from "../core/ports.ts";

/** The log of the editor: `window/logMessage`. */
export function logOf(console: RemoteConsole): Log {
  return {
    debug: (message) => console.debug(message),
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message) => console.error(message),
  };
}
