/** What the page of local data says: that it is there, or which object was chosen. */
export type FromLocalDataPage = { readonly kind: "ready" } | { readonly kind: "open"; readonly id: string };

/** Reads a message of the page; undefined for one that it does not send. */
export function readLocalDataMessage(message: unknown): FromLocalDataPage | undefined {
  if (typeof message !== "object" || message === null || !("kind" in message)) return undefined;
  if (message.kind === "ready") return { kind: "ready" };
  if (message.kind !== "open" || !("id" in message) || typeof message.id !== "string") return undefined;
  return /^[0-9a-f]{64}$/.test(message.id) ? { kind: "open", id: message.id } : undefined;
}

/** Reads what a page keeps over a reload of the window; undefined for anything that it does not keep. */
export function readLocalDataState(state: unknown): { readonly folder: string } | undefined {
  if (typeof state !== "object" || state === null || !("folder" in state)) return undefined;
  return typeof state.folder === "string" ? { folder: state.folder } : undefined;
}
