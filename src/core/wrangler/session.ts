/** Where a `dev` session stands. */
export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "reloading"; readonly url: string }
  /** A build failed. wrangler goes on watching, and holds requests back until the mistake is mended (measured with 4.164). */
  | { readonly kind: "failing"; readonly url: string | undefined }
  /** wrangler has ended by itself; `signal` is what ended it, if one did. */
  | { readonly kind: "ended"; readonly code: number | undefined; readonly signal: string | undefined }
  | { readonly kind: "stopped" };

/** What happens to a session. Lines are without escape sequences and line ends. */
export type SessionEvent =
  | { readonly kind: "printed"; readonly line: string }
  /** An error, complete, on stderr: the message's headline. */
  | { readonly kind: "error"; readonly headline: string }
  | { readonly kind: "stopAsked" }
  | { readonly kind: "exit"; readonly code: number | undefined; readonly signal: string | undefined };

export const startingSession: SessionState = { kind: "starting" };

/** The state after an event: a pure step, so that it is the same for a terminal, a task and a test. */
export function nextState(state: SessionState, event: SessionEvent): SessionState {
  if (state.kind === "stopped" || state.kind === "ended") return state;
  switch (event.kind) {
    case "stopAsked":
      return { kind: "stopped" };
    case "exit":
      return { kind: "ended", code: event.code, signal: event.signal };
    case "error":
      return isBuildFailure(event.headline) ? { kind: "failing", url: urlOf(state) } : state;
    case "printed":
      return afterLine(state, event.line);
  }
}

/** The address of a session, or undefined before it was ready once. */
export function urlOf(state: SessionState): string | undefined {
  return "url" in state ? state.url : undefined;
}

/**
 * Whether a line of wrangler's tells of a request that the Worker answered: `[wrangler:info] GET / 200 OK (12ms)` (4.164).
 * An error of the server is no answer.
 */
export function tellsOfAnswer(line: string): boolean {
  return /^\[wrangler:info\] [A-Z]+ \S+ [1-4]\d\d\b.*\(\d+ms\)$/.test(line.trimEnd());
}

function afterLine(state: SessionState, line: string): SessionState {
  const url = readyUrl(line);
  if (url !== undefined) return { kind: "ready", url };
  const known = urlOf(state);
  if (known === undefined) return state;
  if (/Reloading local server/.test(line)) return { kind: "reloading", url: known };
  if (/Local server updated and ready/.test(line)) return { kind: "ready", url: known };
  return state;
}

/** The address in wrangler's ready line (`[wrangler:info] Ready on http://…`, 4.164) or in Vite's (`➜  Local:   http://…`). */
function readyUrl(line: string): string | undefined {
  return /\bReady on (https?:\/\/\S+)/.exec(line)?.[1] ?? /^\s*➜\s+Local:\s+(https?:\/\/\S+)/.exec(line)?.[1];
}

/** Whether an error left wrangler running with the code from before; others are the running Worker's own. */
export function isBuildFailure(headline: string): boolean {
  return /^(Build failed|Processing .* configuration|Your Worker depends on|Cannot apply |Invalid TOML|The entry-point file|[A-Z]\w+Expected$|InvalidSymbol)/.test(
    headline,
  );
}
