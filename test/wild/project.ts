import path from "node:path";
import { check, type Problem } from "../../src/core/check.ts";
import { findConfigs } from "../../src/core/discovery.ts";
import type { FileSystem } from "../../src/core/ports.ts";
import { Project } from "../../src/core/project.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import { loadSqlite } from "../../src/node/sqlite/load.ts";
import { projectFolder } from "../host/paths.ts";

const sqlite = await loadSqlite(path.join(projectFolder, "node_modules/sql.js/dist/sql-wasm.wasm"));

/** A project of all configurations below a folder. */
export function open(files: FileSystem, root: FilePath): Project {
  const today = new Date().toISOString().slice(0, 10);
  const project = new Project({ files, clock: { today: () => today }, sql: () => sqlite });
  for (const config of findConfigs(files, root)) project.add(config);
  return project;
}

/** The problems of one configuration. */
export function checkOne(project: Project, config: FilePath): readonly Problem[] {
  const analysis = project.analyse(config);
  return analysis === undefined ? [] : check(analysis);
}

/** Whether a problem is an error or a warning. */
export function isSerious({ severity }: Problem): boolean {
  return severity === "error" || severity === "warning";
}
