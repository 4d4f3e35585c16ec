/** What the page of the matrix says: that it is there, or which cell was chosen. */
export type FromPage =
  | { readonly kind: "ready" }
  | { readonly kind: "choose"; readonly row: number; readonly column: number };

/** What a page keeps over a reload of the window. */
export interface PageState {
  readonly configPath: string;
}

/** Reads a message of the page; undefined for one that it does not send. */
export function readMessage(message: unknown): FromPage | undefined {
  if (typeof message !== "object" || message === null || !("kind" in message)) return undefined;
  if (message.kind === "ready") return { kind: "ready" };
  if (message.kind !== "choose" || !("row" in message) || !("column" in message)) return undefined;
  const { row, column } = message;
  return isIndex(row) && isIndex(column) ? { kind: "choose", row, column } : undefined;
}

/** Reads what a page has kept; undefined for anything that it does not keep. */
export function readState(state: unknown): PageState | undefined {
  if (typeof state !== "object" || state === null || !("configPath" in state)) return undefined;
  return typeof state.configPath === "string" ? { configPath: state.configPath } : undefined;
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
