// Measures in the extension host of a real VS Code, with the extension as it is shipped: its activation, as "Developer:
// Startup Performance" reports it, and what it loads; and the time from a key to the problems that it causes, or ends,
// against the time until the same key has changed the document for extensions, which is VS Code's own.
// usage: npm run bench -- inVSCode
import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectFolder } from "../host/paths.ts";
import { shippedFolder } from "../support/built.ts";
import { table } from "../support/measured.ts";

const keys = "200";
const out = path.join(projectFolder, "out-bench");
const run = spawnSync(
  process.execPath,
  [path.join(out, "host/run.js"), "speed", `--out=${out}`, `--extension=${shippedFolder()}`],
  { encoding: "utf8", env: { ...process.env, DURABLE_OBJECTS_KEYSTROKES: keys } },
);
const rows = run.stdout.split("\n").flatMap((line) => {
  const row = /^\| (.*) \|$/.exec(line)?.[1];
  return row === undefined ? [] : [row.split(" | ")];
});
if (run.status !== 0 || rows.length === 0) throw new Error(`${run.stdout}${run.stderr}`);
console.log(
  table(
    ["activation", ""],
    rows.filter((row) => row.length === 2),
  ),
);
console.log(
  table(
    [`${keys} keys each`, "median", "95 %", "longest", "until the document has changed", "median / this"],
    rows.filter((row) => row.length > 2),
  ),
);
process.exit(0);
