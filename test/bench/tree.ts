// Measures when the Workers of a large workspace stand in the tree, through the real server: from the configurations
// alone, and with their code.
// usage: node esbuild.mjs test --out=out test/bench/tree.ts && node out/bench/tree.js [WORKERS]
import type { ToEditor } from "../../src/protocol.ts";
import { Editor } from "../language/editor.ts";
import { manyWorkers } from "../support/manyWorkers.ts";

const count = Number(process.argv[2] ?? 200);

const files = manyWorkers(count);
const bare = new Map<string, number>();
const whole = new Map<string, number>();
let start = 0;
const editor = await Editor.open({
  files,
  connected: async (connection) => {
    start = performance.now();
    connection.onNotification("durableObjects/treeChanged", ({ roots }: ToEditor["durableObjects/treeChanged"]) => {
      for (const { id, children } of roots) {
        const hasMembers = children.some((each) => each.children.some(({ kind }) => kind === "method"));
        const known = hasMembers ? whole : bare;
        if (!known.has(id)) known.set(id, performance.now() - start);
      }
    });
    await connection.sendRequest("durableObjects/watchTree", {});
  },
});
await editor.settled();
while (whole.size < count) await new Promise((resolve) => setTimeout(resolve, 20));
report("from configurations alone", bare);
report("with their code", whole);
await editor.close();
process.exit(0);

function report(what: string, times: ReadonlyMap<string, number>): void {
  const sorted = [...times.values()].toSorted((a, b) => a - b);
  console.log(
    `${what}: first after ${Math.round(sorted[0] ?? 0)} ms, all ${sorted.length} after ${Math.round(sorted.at(-1) ?? 0)} ms`,
  );
}
