// Runs tests of programs that have a life of their own (VS Code's windows, wrangler, workerd), each file in a process of
// its own. On a busy machine such a test may lose a key or its patience. So a file that fails is run once more from its
// start, and counts as failed only if it fails again: within one process, all that follows a failure fails as well.
// usage: node out/host/afresh.js FOLDER[,FOLDER…] [NAME…]
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { projectFolder } from "./paths.ts";

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const [folders = "", ...names] = process.argv.slice(2);
const out = path.join(projectFolder, "out");
const found = folders.split(",").flatMap((folder) => globSync(`${folder}/**/*.test.js`, { cwd: out }));
const files = found.filter((file) => names.length === 0 || names.includes(path.basename(file, ".test.js"))).sort();
const failed = files.filter((file) => !passes(file) && !passesAfresh(file));
process.stdout.write(`\nFailed: ${failed.join(", ") || "none"}\n`);
process.stdout.write(`${files.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = files.length > 0 && failed.length === 0 ? 0 : 1;

function passes(file: string): boolean {
  const args = [mocha, path.join(out, file)];
  return spawnSync(process.execPath, args, { cwd: projectFolder, stdio: "inherit" }).status === 0;
}

function passesAfresh(file: string): boolean {
  process.stdout.write(`\n${file} failed, and is run once more from its start.\n`);
  return passes(file);
}
