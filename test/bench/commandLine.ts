// Measures `durable-objects check` as a process, against the other commands that a project's scripts run, on the same
// project, a git repository, and in turns. Ratios are of the time of the processor, system calls and git included: the
// clock of a machine with other work says little. Like `tsc`, the check keeps what V8 has compiled for its next run; the
// first one has nothing of that.
// usage: npm run bench -- commandLine
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { builtFolder } from "../support/built.ts";
import { inMs, share, table, type Taken } from "../support/measured.ts";

const rounds = 15;
const [parent] = temporaryFolder("do-bench");
const repository = sample("repository");
initialize(repository);
const bare = sample("bare");
const wrangler = path.resolve("node_modules/wrangler/bin/wrangler.js");
const check = [path.join(builtFolder(), "cli.cjs"), "check", "--fail-on", "warning"];

interface Command {
  readonly args: readonly string[];
  readonly folder?: string;
  /** Whether it finds nothing that an earlier run has kept. */
  readonly isFirst?: true;
  /** How often the check may take as long. */
  readonly wanted?: number;
}

const checked = "`durable-objects check`";
const commands: Readonly<Record<string, Command>> = {
  [checked]: { args: check },
  "the same, outside of git": { args: check, folder: bare },
  "the same, for the first time": { args: check, isFirst: true },
  "`node -e 0`": { args: ["-e", "0"], wanted: 3 },
  "`wrangler deploy --dry-run`": { args: [wrangler, "deploy", "--dry-run"], wanted: 0.2 },
  "`wrangler types`": { args: [wrangler, "types", "types.d.ts"], wanted: 0.3 },
  "`tsc --noEmit`": { args: [path.resolve("node_modules/typescript/bin/tsc"), "--noEmit", "-p", "."], wanted: 0.3 },
};

const taken = new Map<string, Taken[]>();
for (let round = 0; round <= rounds; round++) {
  // The first round fills caches, of the disk and of compiled code.
  for (const [name, command] of Object.entries(commands)) {
    const time = run(name, command);
    if (round > 0) taken.set(name, [...(taken.get(name) ?? []), time]);
  }
}
console.log(
  table(["", "of the processor", "by the clock", "check / this", "wanted"], Object.keys(commands).map(rowOf)),
);

function rowOf(name: string): readonly string[] {
  const [own, other] = [taken.get(checked) ?? [], taken.get(name) ?? []];
  const ratio = share(
    own.map(({ cpu }, round) => cpu / (other[round]?.cpu ?? 0)),
    0.5,
  );
  const { wanted } = commands[name] ?? {};
  if (wanted !== undefined && ratio > wanted) process.exitCode = 1;
  const times = (["cpu", "wall"] as const).map((part) =>
    inMs(
      share(
        other.map((each) => each[part]),
        0.5,
      ),
    ),
  );
  return [name, ...times, name === checked ? "" : ratio.toFixed(2), String(wanted ?? "")];
}

/** Bash's own `time` tells what a process and its children have used of the processor, to the millisecond. */
function run(name: string, { args, folder = repository, isFirst }: Command): Taken {
  const temporary = path.join(parent, "tmp");
  mkdirSync(temporary, { recursive: true });
  const own = isFirst === true ? mkdtempSync(path.join(parent, "first-")) : temporary;
  const script = 'TIMEFORMAT="taken %3R %3U %3S"; time "$@" 2>&1';
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", HOME: parent, TMPDIR: own };
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  if (own !== temporary) rmSync(own, { recursive: true });
  const [, wall, user, system] = /taken ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  if (status !== 0 || wall === undefined) throw new Error(`${name} ended with ${status}: ${stdout}${stderr}`);
  return { wall: Number(wall) * 1000, cpu: (Number(user) + Number(system)) * 1000 };
}

/** A copy of the sample, mended, with this project's packages. */
function sample(name: string): string {
  const copy = path.join(parent, name);
  cpSync("samples/chat", copy, { recursive: true });
  appendFileSync(path.join(copy, "src/index.ts"), 'export { ChatRoom } from "./room";\n');
  symlinkSync(path.resolve("node_modules"), path.join(copy, "node_modules"));
  return copy;
}

function initialize(folder: string): void {
  writeFileSync(path.join(folder, ".gitignore"), "node_modules\n.wrangler\ntypes.d.ts\n");
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"];
  for (const words of [
    ["init", "--quiet"],
    ["add", "--all"],
    [...identity, "commit", "--quiet", "--message", "One"],
  ])
    execFileSync("git", words, { cwd: folder });
}
