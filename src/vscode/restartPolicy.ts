import { CloseAction, ErrorAction, type ErrorHandler } from "vscode-languageclient";

/** So often the server is started again within the period (in milliseconds) before it is left alone. */
const maxRestarts = 4;
const period = 3 * 60_000;
/** So many errors of the connection in a row are taken for accidents. */
const maxErrors = 3;

/** Starts the server again when it dies, at most a few times. @param gaveUp is called when it stays dead */
export function restartPolicy(gaveUp: () => void, now: () => number = Date.now): ErrorHandler {
  let deaths: readonly number[] = [];
  return {
    error(_error, _message, count) {
      if ((count ?? 0) <= maxErrors) return { action: ErrorAction.Continue, handled: true };
      gaveUp();
      return { action: ErrorAction.Shutdown, handled: true };
    },
    closed() {
      deaths = [...deaths.filter((time) => now() - time < period), now()];
      if (deaths.length <= maxRestarts) return { action: CloseAction.Restart, handled: true };
      deaths = [];
      gaveUp();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
