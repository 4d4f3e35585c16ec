import { check, type CheckOptions, type Problem } from "../../src/core/check.ts";
import { findConfigs } from "../../src/core/discovery.ts";
import type { FileSystem, History } from "../../src/core/ports.ts";
import { Project } from "../../src/core/project.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import { loadSqlite } from "../../src/node/sqlite/load.ts";
import { MemoryFiles, type MemoryEntry } from "./memoryFiles.ts";

/** The day that tests take for today, unless they say another. */
export const today = "2026-11-23";

const sqlite = await loadSqlite("node_modules/sql.js/dist/sql-wasm.wasm");

export interface TestProject {
  readonly files: MemoryFiles;
  readonly project: Project;
}

/** A project in memory with every configuration of `files` in it; `committed` holds the texts of a revision before. */
export function projectOf(
  files: Readonly<Record<string, MemoryEntry>>,
  committed?: Readonly<Record<string, string>>,
): TestProject {
  const memory = new MemoryFiles(files);
  return { files: memory, project: openProject(memory, committed && historyOf(committed)) };
}

/** A project over any file system, with every configuration below `root` in it. */
export function openProject(files: FileSystem, history?: History, root = "/w"): Project {
  const project = new Project({ files, clock: { today: () => today }, sql: () => sqlite, ...(history && { history }) });
  for (const path of findConfigs(files, toFilePath(root))) project.add(path);
  return project;
}

/** Checks every configuration of a project, in the order of their paths. */
export function checkAll(project: Project, options: CheckOptions = {}): readonly Problem[] {
  return project.configs.flatMap((path) => {
    const analysis = project.analyse(path);
    return analysis === undefined ? [] : check(analysis, options);
  });
}

function historyOf(committed: Readonly<Record<string, string>>): History {
  const texts = new Map(Object.entries(committed).map(([path, text]) => [toFilePath(`/w/${path}`), text]));
  return { committed: (path) => texts.get(path) };
}
