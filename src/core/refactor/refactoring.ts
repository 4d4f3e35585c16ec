import { resolveFix } from "../fix.ts";
import type { FileSystem } from "../ports.ts";
import type { Change } from "../rules/rule.ts";
import type { FileEdit } from "../text/edits.ts";
import type { FilePath } from "../text/span.ts";
import { typesNotes } from "./outside.ts";

/** What a refactoring comes to: edits of several files that belong together, or a sentence that says why not. */
export type Refactored =
  | {
      readonly kind: "edits";
      readonly edits: readonly FileEdit[];
      /** What the person has to know or do besides, translated; none if everything is done. */
      readonly notes: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/** Refuses, with a translated sentence. */
export function refuse(reason: string): Extract<Refactored, { readonly kind: "refused" }> {
  return { kind: "refused", reason };
}

/**
 * Turns changes into edits; `reason` is told where one of them cannot be made in the syntax of its file. That generated
 * types are left out is added to the notes.
 */
export function editsOf(
  files: FileSystem,
  config: FilePath,
  {
    changes,
    reason,
    notes = [],
  }: { readonly changes: readonly Change[]; readonly reason: string; readonly notes?: readonly string[] },
): Refactored {
  const edits = resolveFix(files, config, { title: "", changes });
  return edits === undefined
    ? refuse(reason)
    : { kind: "edits", edits, notes: [...notes, ...typesNotes(files, edits)] };
}
