import { writeFileSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment, run } from "./processes.ts";

const quiet = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];

/**
 * Makes a folder one that npm installs into: without a package.json npm climbs, and installs into the project.
 * @param scripts the packages whose install scripts may run
 */
export function prepareFolder(folder: string, scripts: readonly string[] = []): void {
  const allowScripts = Object.fromEntries(scripts.map((name) => [name, true]));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, allowScripts }));
}

/** Runs npm in a folder that has a package.json, on this Node where npm started us. */
export async function npm(args: readonly string[], cwd: string): Promise<void> {
  const options = { cwd, env: cleanEnvironment() };
  const script = process.env["npm_execpath"];
  // npm's own script runs on this Node; the npm command would run on whichever Node the machine has.
  if (script?.endsWith("npm-cli.js")) await run(process.execPath, [script, ...args, ...quiet], options);
  else await run("npm", [...args, ...quiet], options);
}
