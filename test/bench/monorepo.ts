// Measures the check of generated monorepos against reading, parsing and resolving the same files in the same process.
// usage: node esbuild.mjs test --out=out test/bench/monorepo.ts && node out/bench/monorepo.js [WORKERS…]
import { check } from "../../src/core/check.ts";
import type { Project } from "../../src/core/project.ts";
import { MemoryFiles } from "../support/memoryFiles.ts";
import { filesOf } from "../support/monorepo.ts";
import { openProject } from "../support/project.ts";

const sizes = process.argv.slice(2).map(Number);
const measured = sizes.length > 0 ? sizes : [10, 100, 1000];
/**
 * Each size is measured on as many Workers: in many small projects or in few large ones, all of them kept until the end.
 * Small ones alone would be done before the garbage collector runs once, and it would count against the large ones.
 */
const inAll = Math.max(...measured);
const rounds = 5;

// The first run of anything compiles it.
for (let round = 0; round < 3; round++) measure(Array.from({ length: 5 }, () => filesOf(20)));
const workspaces = measured.map((workers) => {
  const files = filesOf(workers);
  return { workers, projects: Array.from({ length: Math.round(inAll / workers) }, () => files) };
});
// In turns, so that a busy while of the machine meets every size.
const all = Array.from({ length: rounds }, () => workspaces.map(({ projects }) => measure(projects)));
const costs = workspaces.map(({ workers, projects }, index) => {
  const own = all.flatMap((round) => round[index] ?? []);
  const count = workers * projects.length;
  const [read, whole] = [least(own, "read") / count, least(own, "whole") / count];
  console.log(
    `${workers} Workers (${projects.length} times): each read, parsed and resolved in ${read.toFixed(2)} ms, ` +
      `checked in ${whole.toFixed(2)} ms, ratio ${(whole / read).toFixed(2)}, ${(own[0]?.problems ?? 0) / projects.length} problems`,
  );
  return { read, whole, ratio: whole / read };
});

const [smallest, largest] = [costs[0], costs.at(-1)];
if (smallest !== undefined && largest !== undefined) {
  const growth = largest.whole / smallest.whole;
  const ratio = Math.max(...costs.map((each) => each.ratio));
  console.log(
    `from the smallest to the largest the cost of a Worker's check grows by ${growth.toFixed(2)}, ` +
      `that of its reading by ${(largest.read / smallest.read).toFixed(2)}; the ratio is at most ${ratio.toFixed(2)}`,
  );
  if (growth > 1.3 || ratio > 3) process.exitCode = 1;
}

function least(all: readonly Measured[], part: "read" | "whole"): number {
  return Math.min(...all.map((each) => each[part]));
}

interface Measured {
  /** In milliseconds, like `whole`. */
  readonly read: number;
  readonly whole: number;
  readonly problems: number;
}

type Files = Readonly<Record<string, string>>;

/** Both on fresh projects, so that neither finds anything in a cache; those of the first are gone before the second. */
function measure(projects: readonly Files[]): Measured {
  const read = timeOf(readAll, opened(projects));
  let problems = 0;
  const whole = timeOf((each) => (problems += checkAll(each)), opened(projects));
  return { read, whole, problems };
}

function opened(projects: readonly Files[]): readonly Project[] {
  return projects.map((files) => openProject(new MemoryFiles(files)));
}

function readAll(project: Project): void {
  for (const path of project.configs) {
    const entry = project.analyse(path)?.workers[0].entry;
    if (entry?.kind === "module" && entry.modules.size === 0) throw new Error(`${path} has no modules`);
  }
}

function checkAll(project: Project): number {
  let count = 0;
  for (const path of project.configs) {
    const analysis = project.analyse(path);
    if (analysis !== undefined) count += check(analysis).length;
  }
  return count;
}

/** The processor's time in milliseconds: the clock would also measure what else the machine does. */
function timeOf(work: (project: Project) => void, projects: readonly Project[]): number {
  const start = process.cpuUsage();
  for (const project of projects) work(project);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
