// Checks folders of Workers that others wrote: what is found, which entries cannot be known in full and why, and whether
// what is broken in one place is found, once, where it is. It changes nothing on the disk.
// usage: node scripts/wild.ts [--json] FOLDER…
import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";

const project = path.resolve(import.meta.dirname, "..");
const out = path.join(project, "node_modules/.cache/wild");
const build = ["esbuild.mjs", "test", `--out=${out}`, "test/wild/main.ts"];
const { status } = spawnSync(process.execPath, build, { cwd: project, stdio: "inherit" });
if (status !== 0) process.exit(1);
await import(pathToFileURL(path.join(out, "wild/main.js")).href);
