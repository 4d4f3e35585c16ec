// Runs the tests that look at VS Code through its page, each file in a process, a VS Code and a browser of its own.
// usage: node out/host/windows.js [NAME…]
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { projectFolder } from "./paths.ts";

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const folder = path.join(projectFolder, "out/ui");
const names = process.argv.slice(2);
const files = globSync("*.test.js", { cwd: folder }).filter(isWanted).sort();
const failed = files.filter((file) => !passes(file) && !passesAfresh(file));
process.stdout.write(`\nFailed: ${failed.join(", ") || "none"}\n`);
process.stdout.write(`${files.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = files.length > 0 && failed.length === 0 ? 0 : 1;

function isWanted(file: string): boolean {
  return names.length === 0 || names.includes(path.basename(file, ".test.js"));
}

function passes(file: string): boolean {
  const args = [mocha, path.join(folder, file)];
  return spawnSync(process.execPath, args, { cwd: projectFolder, stdio: "inherit" }).status === 0;
}

/**
 * A window is a person's whole machine, and on a busy one a test may lose a key or its patience. What failed is said, and
 * counts only if it fails again from a new window: in the old one, everything that follows a failure fails as well.
 */
function passesAfresh(file: string): boolean {
  process.stdout.write(`\n${file} failed, and is run once more from its start.\n`);
  return passes(file);
}
