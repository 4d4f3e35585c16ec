// Runs the measurements of test/bench one after the other and writes docs/performance.md.
// usage: npm run bench [-- NAME…]      (with names, only these are run and nothing is written)
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectFolder } from "../test/host/paths.ts";

const wanted = process.argv.slice(2);
const files = globSync("test/bench/*.ts", { cwd: projectFolder }).toSorted();
const chosen = files.filter((file) => wanted.length === 0 || wanted.includes(path.basename(file, ".ts")));
// What runs inside VS Code is built beside the measurement that starts it.
const inside = ["test/host/run.ts", "test/integration/speed/index.ts"];
run(["esbuild.mjs", "test", `--out=${path.join(projectFolder, "out-bench")}`, ...chosen, ...inside]);
const sections = chosen.map((file) => sectionOf(file));
if (wanted.length === 0) writeFileSync(path.join(projectFolder, "docs/performance.md"), page(sections));

/** What a measurement is about is its first comment; what it found is what it prints. */
function sectionOf(file: string): string {
  const name = path.basename(file, ".ts");
  const text = readFileSync(path.join(projectFolder, file), "utf8");
  const about = /^(?:\/\/ (?!usage).*\n)+/.exec(text)?.[0].replaceAll(/^\/\/ /gm, "") ?? "";
  const printed = run([path.join("out-bench/bench", `${name}.js`)]);
  process.stdout.write(`${name}\n${printed}\n`);
  const table = printed.startsWith("|") ? printed : list(printed);
  return `## ${name}\n\n${about}\n${table}`;
}

function list(printed: string): string {
  return printed.replaceAll(/^(?=.)/gm, "- ");
}

function run(args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: projectFolder, encoding: "utf8" });
  if (stderr !== "") process.stderr.write(stderr);
  return stdout;
}

function page(sections: readonly string[]): string {
  const [load = 0] = os.loadavg();
  const machine = `Node ${process.version}, ${os.availableParallelism()} × ${os.cpus()[0]?.model ?? "?"}, load ${load.toFixed(1)}`;
  return `# Performance\n\nWritten by \`npm run bench\`. Only ratios within one run say anything: the times are those of one machine (${machine}).\n\n${sections.join("\n")}`;
}
