import type { MovePlan } from "./plan.ts";

/** What the process that moves local data prints, as one line of JSON. */
export type LocalDataAnswer =
  /** A session has the data open. */
  | { readonly kind: "busy" }
  /** This Node has no SQLite. */
  | { readonly kind: "noSqlite"; readonly version: string }
  /** What would be moved; nothing has been. */
  | { readonly kind: "plan"; readonly plan: MovePlan }
  /** What was moved. */
  | { readonly kind: "moved"; readonly plan: MovePlan }
  | { readonly kind: "failed"; readonly message: string };

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
