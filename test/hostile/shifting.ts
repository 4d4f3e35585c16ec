import type { FileSystem } from "../../src/core/ports.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import type { Draw } from "../fuzz/random.ts";

/**
 * A disk on which files vanish, become folders, shrink and come back between any two questions, and on which reading may be
 * refused: one question in `times` is answered otherwise than the one before.
 */
export function shiftingFiles(files: FileSystem, draw: Draw, times = 5): FileSystem {
  const isOther = (): boolean => draw(times) === 0;
  return {
    readFile(path) {
      const text = files.readFile(path);
      if (!isOther()) return text;
      return draw(2) === 0 ? undefined : text?.slice(0, draw(text.length + 1));
    },
    stat(path) {
      if (!isOther()) return files.stat(path);
      return [undefined, { kind: "folder" as const, size: 0 }, { kind: "file" as const, size: 1 }][draw(3)];
    },
    readFolder(path) {
      const entries = files.readFolder(path);
      if (!isOther()) return entries;
      if (draw(2) === 0) return [];
      return [...entries, { name: "gone.ts", kind: "file" }].map((each) => ({
        ...each,
        kind: draw(2) === 0 ? "file" : "folder",
      }));
    },
    realPath: (path) => (isOther() ? (`${path}/elsewhere` as FilePath) : files.realPath(path)),
  };
}

/** A disk on which everything is seen and nothing may be read, or nothing of what `isClosed` says. */
export function closedFiles(files: FileSystem, isClosed: (path: FilePath) => boolean): FileSystem {
  return {
    ...files,
    readFile: (path) => (isClosed(path) ? undefined : files.readFile(path)),
    stat: (path) => files.stat(path),
    readFolder: (path) => (isClosed(path) ? [] : files.readFolder(path)),
    realPath: (path) => files.realPath(path),
  };
}
