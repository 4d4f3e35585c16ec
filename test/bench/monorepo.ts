// Measures the check of generated monorepos against reading, parsing and resolving the same files in the same process.
// usage: node esbuild.mjs test --out=out test/bench/monorepo.ts && node out/bench/monorepo.js [WORKERS…]
import { check } from "../../src/core/check.ts";
import type { Project } from "../../src/core/project.ts";
import { MemoryFiles } from "../support/memoryFiles.ts";
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

/** Workers of three modules with 30 to 150 lines, both formats, both lifecycles, every third bound to its neighbour. */
function filesOf(workers: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < workers; index++) {
    const folder = `workers/w${index}`;
    const className = `Room${index}`;
    files[`${folder}/${index % 2 === 0 ? "wrangler.toml" : "wrangler.jsonc"}`] = configOf(index, className, workers);
    files[`${folder}/src/index.ts`] = entryOf(className, 30 + (index % 30));
    files[`${folder}/src/room.ts`] = roomOf(className, 60 + ((index * 7) % 90));
    files[`${folder}/src/texts.ts`] = linesOf("text", 30 + ((index * 13) % 120));
  }
  return files;
}

function configOf(index: number, className: string, workers: number): string {
  const neighbour = index % 3 === 0 ? (index + 1) % workers : undefined;
  if (index % 2 === 0) {
    const other =
      neighbour === undefined
        ? ""
        : `\n[[durable_objects.bindings]]\nname = "OTHER"\nclass_name = "Room${neighbour}"\nscript_name = "w${neighbour}"\n`;
    return `name = "w${index}"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"\n\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "${className}"\n${other}\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["${className}"]\n`;
  }
  const bindings = [{ name: "ROOM", class_name: className }];
  const other =
    neighbour === undefined ? [] : [{ name: "OTHER", class_name: `Room${neighbour}`, script_name: `w${neighbour}` }];
  const config = {
    name: `w${index}`,
    main: "src/index.ts",
    compatibility_date: "2026-11-01",
    durable_objects: { bindings: [...bindings, ...other] },
    exports: { [className]: { type: "durable-object", storage: "sqlite" } },
  };
  return JSON.stringify(config, null, 2);
}

function entryOf(className: string, lines: number): string {
  return `import { text0 } from "./texts";
export { ${className} } from "./room";
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const stub = env.ROOM.getByName(new URL(request.url).pathname);
    await stub.add(text0(1));
    return new Response(await stub.list());
  },
};
${linesOf("helper", lines - 10)}`;
}

function roomOf(className: string, lines: number): string {
  return `import { DurableObject } from "cloudflare:workers";
export class ${className} extends DurableObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS message (text TEXT)");
  }
  async add(text: string): Promise<void> {
    this.ctx.storage.sql.exec("INSERT INTO message (text) VALUES (?)", text);
  }
  async list(): Promise<string> {
    const rows = this.ctx.storage.sql.exec("SELECT text FROM message").toArray();
    return JSON.stringify(rows);
  }
}
${linesOf("part", lines - 15)}`;
}

/** Functions of five lines. */
function linesOf(name: string, lines: number): string {
  const count = Math.max(1, Math.floor(lines / 5));
  const one = (index: number): string => `export function ${name}${index}(value: number): string {
  const doubled = value * 2;
  const named = { value, doubled, text: \`${name} \${value}\` };
  return JSON.stringify(named);
}
`;
  return Array.from({ length: count }, (_, index) => one(index)).join("");
}
