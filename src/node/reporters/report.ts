import type { Problem } from "../../core/check.ts";
import type { FileSystem } from "../../core/ports.ts";
import { LineMap, type Position } from "../../core/text/lineMap.ts";
import { isInside, relative } from "../../core/text/path.ts";
import type { FilePath, Place } from "../../core/text/span.ts";

/** What a check found, ready to be written down. */
export interface Report {
  readonly workers: readonly ReportedWorker[];
  /** Configuration by configuration, each in the order of its files and texts. */
  readonly problems: readonly Problem[];
  /** Files that a fix has changed before. */
  readonly fixedFiles: readonly FilePath[];
  /** The folder that paths are shown from. */
  readonly folder: FilePath;
  readonly files: FileSystem;
  readonly places: Places;
}

/** One configuration that was checked. */
export interface ReportedWorker {
  readonly config: FilePath;
  readonly name: string | null;
  readonly entry: FilePath | null;
  /** The named environments that were checked. */
  readonly environments: readonly string[];
}

/** A place as people count it: from 1, columns in UTF-16, the end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Turns places into lines and columns; each file is read once. */
export class Places {
  readonly #files: FileSystem;
  readonly #lines = new Map<FilePath, LineMap>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  range({ path, span }: Place): Range {
    const lines = this.#lines.get(path) ?? new LineMap(this.#files.readFile(path) ?? "");
    this.#lines.set(path, lines);
    return { start: fromOne(lines.positionAt(span.start)), end: fromOne(lines.positionAt(span.end)) };
  }
}

/** How often each severity occurs. */
export function summaryOf(problems: readonly Problem[]) {
  const count = (severity: Problem["severity"]): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info"), hints: count("hint") };
}

/** A path as seen from a folder, with `/`; one on another drive stays absolute. */
export function shownFrom(folder: FilePath, path: FilePath): string {
  const isSameDrive = path.slice(0, path.indexOf("/")) === folder.slice(0, folder.indexOf("/"));
  return isSameDrive ? relative(folder, path) : path;
}

/**
 * The folder that paths of a CI service's formats are relative to: the checked out repository, where a step may well run
 * in a folder below it; the current folder everywhere else.
 */
export function checkoutFolder(workspace: FilePath | undefined, current: FilePath): FilePath {
  return workspace !== undefined && isInside(workspace, current) ? workspace : current;
}

function fromOne({ line, column }: Position): Position {
  return { line: line + 1, column: column + 1 };
}
