// What all rules about code (77 to 150 of the catalogue) cost on a module that has just been changed, against TypeScript's
// parse of the same text, in turns in one process. No round knows anything of the one before: each has another text. Each
// number is the median of its own over the rounds, also the ratio.
// usage: node out/bench/codeRules.js [FILE…]
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { classRules, sqlRules, storageRules } from "../../src/core/rules/codeRules.ts";
import { addressRules, alarmRules, webSocketRules } from "../../src/core/rules/runtimeRules.ts";
import { ask } from "../../src/core/rules/shared/ask.ts";
import { parseModule } from "../../src/core/source/parsedModule.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import type { Worker } from "../../src/core/worker.ts";
import { projectOf, type TestProject } from "../support/project.ts";

setFlagsFromString("--expose-gc");
const collect: (options: { readonly type: "minor" }) => void = runInNewContext("gc");
const rules = [...classRules, ...sqlRules, ...storageRules, ...webSocketRules, ...alarmRules, ...addressRules];
/** For so many milliseconds each text is measured; the first half lets Node compile what runs, and is not counted. */
const duration = 3000;
const minRounds = 30;
/** What is shorter takes about as long as its parse, and what is left of the difference is the machine's. */
const shortest = 10_000;
const room = readFileSync("samples/chat/src/room.ts", "utf8");
const files = ["samples/chat/src/room.ts", ...packages(), ...process.argv.slice(2)];
const texts = new Map([
  ...files.map((file): [string, string] => [file, readFileSync(file, "utf8")]),
  ["that class 100 times, the imports once", repeated(100)],
]);

console.log("| module | | rules / parse | wanted |\n| --- | --- | --- | --- |");
for (const [name, text] of texts) {
  const { parse, check, ratio } = measure(name, text);
  const isMeant = text.length >= shortest;
  console.log(
    `| ${name}, ${Math.round(text.length / 1000)} kB | ${parse.toFixed(2)} ms parsed, ${check.toFixed(2)} ms checked | ${ratio.toFixed(2)} | ${isMeant ? "1" : ""} |`,
  );
  if (isMeant && ratio > 1) process.exitCode = 1;
}

interface Measured {
  /** Both in milliseconds. */
  readonly parse: number;
  readonly check: number;
  /** Of each round by itself: what else the machine does slows down both. */
  readonly ratio: number;
}

/** The medians. */
function measure(name: string, text: string): Measured {
  const file = /\.[cm]?js$/.test(name) ? "module.js" : "module.ts";
  const bound = [...text.matchAll(/^(?:export )?(?:var|let|const)? ?(?:\w+ = )?class (\w+)[^{]* extends /gm)].map(
    ([, each]) => each ?? "",
  );
  const exported = bound.map((each, index) => `export { ${each} as Bound${index} };\n`).join("");
  const test = projectOf({ "wrangler.json": config(file, bound.length), [file]: "" });
  const parse: number[] = [];
  const check: number[] = [];
  const start = performance.now();
  for (let round = 0; round < minRounds || performance.now() < start + duration; round++) {
    const changed = `${text}\n${exported}// ${round}\n`;
    parse.push(time(() => parseModule(toFilePath(`/w/${file}`), changed)));
    const worker = change(test, file, changed);
    check.push(time(() => rules.forEach((rule) => [...ask(rule, worker)])));
  }
  const ratios = check.map((each, round) => each / (parse[round] ?? 0));
  return { parse: median(parse), check: median(check), ratio: median(ratios) };
}

/** The Worker after a change, its modules parsed and its exports known, as the rules on the configuration want it. */
function change({ files, project }: TestProject, file: string, text: string): Worker {
  files.write(file, text);
  project.fileChanged(toFilePath(`/w/${file}`));
  const worker = project.analyse(toFilePath("/w/wrangler.json"))?.workers[0];
  const isRead = worker?.wrangler !== undefined && worker.entry.kind === "module" && worker.entry.modules.size === 1;
  if (!isRead) throw new Error(`${file} is no entry.`);
  return worker;
}

function config(main: string, classes: number): string {
  const bindings = Array.from({ length: classes }, (_, index) => ({ name: `B${index}`, class_name: `Bound${index}` }));
  const names = bindings.map((each) => each.class_name);
  return JSON.stringify({
    name: "bench",
    main,
    compatibility_date: "2026-11-01",
    durable_objects: { bindings },
    migrations: [{ tag: "v1", new_sqlite_classes: names }],
  });
}

function repeated(times: number): string {
  const [imports = "", ...rest] = room.split("\n\n");
  const body = rest.join("\n\n");
  return [
    imports,
    ...Array.from({ length: times }, (_, index) => body.replaceAll(/ChatRoom|Message\b/g, `$&${index}`)),
  ].join("\n");
}

/** The largest modules of libraries with Durable Objects that are installed here. */
function packages(): readonly string[] {
  const found = ["agents", "partyserver", "@cloudflare/containers", "@cloudflare/actors"].flatMap((name) => {
    const all = globSync(`node_modules/${name}/dist/**/*.js`).filter((file) =>
      /extends (?:\w+\.)?(DurableObject|Server)\b/.test(readFileSync(file, "utf8")),
    );
    return all.toSorted((a, b) => readFileSync(b).length - readFileSync(a).length).slice(0, 1);
  });
  return found.map((each) => path.relative(".", each));
}

/** In milliseconds. Each pays for its own garbage: that of the parse before it is collected first. */
function time(work: () => unknown): number {
  collect({ type: "minor" });
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Of the second half. */
function median(times: readonly number[]): number {
  const counted = times.slice(times.length / 2).toSorted((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)] ?? 0;
}
