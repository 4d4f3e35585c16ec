// Measures `durable-objects check` as a process, against the other commands that a project's scripts run, on the same
// project and in turns: the clock of a machine with other work is only good for ratios.
// usage: npm run bench -- commandLine
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, symlinkSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { builtFolder } from "../support/built.ts";

const rounds = 7;
const folder = sample();
const node = process.execPath;
const wrangler = path.resolve("node_modules/wrangler/bin/wrangler.js");
const check = [path.join(builtFolder(), "cli.cjs"), "check", "--fail-on", "warning"];
const commands = {
  "`node -e 0`": { args: ["-e", "0"], atMost: 3 },
  "`wrangler deploy --dry-run`": { args: [wrangler, "deploy", "--dry-run"], atMost: 0.2 },
  "`wrangler types`": { args: [wrangler, "types", "types.d.ts"], atMost: 0.3 },
  "`tsc --noEmit`": { args: [path.resolve("node_modules/typescript/bin/tsc"), "--noEmit", "-p", "."], atMost: 0.3 },
} as const;

const times = new Map<string, number[]>();
for (let round = 0; round <= rounds; round++) {
  take("check", check, round);
  for (const [name, { args }] of Object.entries(commands)) take(name, args, round);
}
const checked = best("check");
console.log(`| \`durable-objects check\` | ${checked.toFixed(0)} ms | | |`);
for (const [name, { atMost }] of Object.entries(commands)) {
  const ratio = checked / best(name);
  console.log(`| ${name} | ${best(name).toFixed(0)} ms | ${ratio.toFixed(2)} | ${atMost} |`);
  if (ratio > atMost) process.exitCode = 1;
}

/** The first round fills caches, of the disk and of compiled code. */
function take(name: string, args: readonly string[], round: number): void {
  const start = performance.now();
  const { status, stderr } = spawnSync(node, args, { cwd: folder, env: environment(), encoding: "utf8" });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  if (round > 0) times.set(name, [...(times.get(name) ?? []), time]);
}

function best(name: string): number {
  return Math.min(...(times.get(name) ?? []));
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", HOME: folder };
}

/** The sample, mended, with this project's packages. */
function sample(): string {
  const [parent] = temporaryFolder("do-bench");
  const copy = path.join(parent, "chat");
  cpSync("samples/chat", copy, { recursive: true });
  appendFileSync(path.join(copy, "src/index.ts"), 'export { ChatRoom } from "./room";\n');
  symlinkSync(path.resolve("node_modules"), path.join(copy, "node_modules"));
  return copy;
}
