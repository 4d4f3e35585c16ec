// How long a keystroke's check takes in core, for a Worker with one class, in its configuration and in its source. The key
// differs each time, so that nothing is answered from a cache of the same text.
// usage: node out/bench/keystrokeInCore.js
import { readFileSync } from "node:fs";
import { toFilePath } from "../../src/core/text/path.ts";
import { checkAll, projectOf } from "../support/project.ts";

const names = ["wrangler.jsonc", "src/index.ts", "src/room.ts"];
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(`samples/chat/${name}`, "utf8")]));
const rounds = 300;

for (const name of ["wrangler.jsonc", "src/room.ts"]) {
  const { files, project } = projectOf(texts);
  checkAll(project);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    files.write(name, `${texts[name] ?? ""}// ${"abcdefghij".charAt(round % 10)}${round}\n`);
    const start = performance.now();
    project.fileChanged(toFilePath(`/w/${name}`));
    checkAll(project);
    times.push(performance.now() - start);
  }
  const ordered = times.toSorted((a, b) => a - b);
  const at = (share: number) => (ordered[Math.floor(share * rounds)] ?? 0).toFixed(2);
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms (${rounds} keystrokes)`);
}
