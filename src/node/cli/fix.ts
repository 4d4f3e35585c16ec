import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Problem } from "../../core/check.ts";
import { applyFileEdits, safeEdits } from "../../core/fix.ts";
import type { FileSystem } from "../../core/ports.ts";
import type { Project } from "../../core/project.ts";
import { isInside } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { UsageError } from "./usage.ts";

/** More rounds than fixes can need one after the other, so that two that undo each other come to an end. */
const maxRounds = 10;

/** What is fixed, and where. */
export interface FixRun {
  readonly files: FileSystem;
  readonly project: Project;
  /** The folders that are checked: nothing is written through a link that leads out of all of them. */
  readonly roots: readonly FilePath[];
  readonly check: () => readonly Problem[];
}

/**
 * Applies the safe fixes of what `check` finds, until it finds none any more, and tells the project. Returns the files
 * that were changed, in the order of their paths.
 */
export function fixAll({ files, project, roots, check }: FixRun): readonly FilePath[] {
  const isOwn = (path: FilePath): boolean => {
    const real = files.realPath(path);
    return real === path || roots.some((root) => isInside(files.realPath(root), real));
  };
  const changed = new Set<FilePath>();
  for (let round = 0; round < maxRounds; round++) {
    const texts = applyFileEdits(files, safeEdits(files, check()));
    const written = [...texts].filter(([path, text]) => text !== undefined && isOwn(path) && write(path, text));
    if (written.length === 0) break;
    for (const [path] of written) {
      project.fileChanged(path);
      changed.add(path);
    }
  }
  return [...changed].toSorted();
}

/**
 * Writes in place, which keeps links and rights, and with the byte order mark that reading took away. A file that is not
 * UTF-8 stays as it is, since reading it has lost bytes. Returns whether the file has another text now.
 */
function write(path: FilePath, text: string): boolean {
  const before = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const mark = before.subarray(0, 3).equals(Buffer.from("\uFEFF")) ? "\uFEFF" : "";
  if (!isUtf8(before) || before.equals(Buffer.from(mark + text))) return false;
  try {
    writeFileSync(path, mark + text);
  } catch {
    throw new UsageError(`${path} cannot be written.`);
  }
  return true;
}
