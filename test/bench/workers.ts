// What a check of 1, 10, 100 and 1,000 Workers takes, each in a process of its own, against merely reading, parsing and
// resolving the same files in another one; and the memory that is kept behind either, after the garbage has been collected.
// usage: npm run bench -- workers
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { check } from "../../src/core/check.ts";
import type { Project } from "../../src/core/project.ts";
import { clock, inMs, share, table } from "../support/measured.ts";
import { MemoryFiles } from "../support/memoryFiles.ts";
import { filesOf } from "../support/monorepo.ts";
import { openProject } from "../support/project.ts";

const sizes = [1, 10, 100, 1000];
const rounds = 5;
/** The whole check, at most so many times the reading. */
const wanted = 3;

interface Measured {
  /** In milliseconds of the processor. */
  readonly cpu: number;
  /** Both in bytes. */
  readonly kept: number;
  readonly highest: number;
}

const [work, size] = process.argv.slice(2);
if (work === undefined) console.log(report());
else console.log(JSON.stringify(measure(work === "check" ? checkAll : readAll, Number(size))));

function report(): string {
  const rows = sizes.map((workers) => {
    const all = Array.from(
      { length: rounds },
      () => [inProcess("read", workers), inProcess("check", workers)] as const,
    );
    const [read, checked] = [middle(all.map(([one]) => one)), middle(all.map(([, other]) => other))];
    const ratio = share(
      all.map(([one, other]) => other.cpu / one.cpu),
      0.5,
    );
    if (ratio > wanted) process.exitCode = 1;
    const times = [inMs(read.cpu), inMs(checked.cpu), inMs(checked.cpu / workers), ratio.toFixed(2)];
    return [String(workers), ...times, inMb(read.kept), inMb(checked.kept), inMb(checked.highest)];
  });
  const times = ["read, parsed, resolved", "checked", "each Worker", `ratio (wanted: ${wanted})`];
  return table(["Workers", ...times, "kept by reading", "kept by the check", "highest of the process"], rows);
}

function middle(all: readonly Measured[]): Measured {
  const of = (part: keyof Measured): number =>
    share(
      all.map((each) => each[part]),
      0.5,
    );
  return { cpu: of("cpu"), kept: of("kept"), highest: of("highest") };
}

function inMb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function inProcess(what: string, workers: number): Measured {
  const args = ["--expose-gc", fileURLToPath(import.meta.url), what, String(workers)];
  const measured: Measured = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
  return measured;
}

function measure(run: (project: Project) => void, workers: number): Measured {
  const project = openProject(new MemoryFiles(filesOf(workers)));
  const before = heap();
  const taken = clock();
  run(project);
  const { cpu } = taken();
  const kept = heap() - before;
  if (project.configs.length !== workers) throw new Error("A configuration is missing.");
  return { cpu, kept, highest: process.resourceUsage().maxRSS * 1024 };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function readAll(project: Project): void {
  for (const path of project.configs) {
    const entry = project.analyse(path)?.workers[0].entry;
    if (entry?.kind === "module" && entry.modules.size === 0) throw new Error(`${path} has no modules`);
  }
}

function checkAll(project: Project): void {
  for (const path of project.configs) {
    const analysis = project.analyse(path);
    if (analysis !== undefined) check(analysis);
  }
}
