import type { NamespaceContents } from "./contents.ts";
import type { MovePlan } from "./plan.ts";

/** Why the process that reads and moves local data could do nothing. */
export type NoAnswer =
  /** A session has the data open. */
  | { readonly kind: "busy" }
  /** This Node has no SQLite. */
  | { readonly kind: "noSqlite"; readonly version: string }
  | { readonly kind: "failed"; readonly message: string };

/** What the process prints, as one line of JSON. */
export type LocalDataAnswer =
  | NoAnswer
  /** What would be moved; nothing has been. */
  | { readonly kind: "plan"; readonly plan: MovePlan }
  /** What was moved. */
  | { readonly kind: "moved"; readonly plan: MovePlan }
  /** What is stored. */
  | { readonly kind: "contents"; readonly contents: NamespaceContents };

/** Reads the line; what is none is a failure with everything that was printed. */
export function readLocalDataAnswer(printed: string): LocalDataAnswer {
  const line = printed.trim().split("\n").at(-1) ?? "";
  try {
    const value: LocalDataAnswer = JSON.parse(line);
    return value;
  } catch {
    return { kind: "failed", message: printed.trim() };
  }
}
