// Measures when the Workers of a large workspace stand in the tree, through the real server: from the configurations
// alone, and with their code.
// usage: node esbuild.mjs test --out=out test/bench/tree.ts && node out/bench/tree.js [WORKERS]
import type { ToEditor } from "../../src/protocol.ts";
import { Editor } from "../language/editor.ts";

const count = Number(process.argv[2] ?? 200);
const classes = ["Room", "Lobby", "Player", "Score", "Board"];

const files = Object.fromEntries(Array.from({ length: count }, (_, index) => worker(index)).flat());
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

function worker(index: number): readonly (readonly [string, string])[] {
  const folder = `workers/w${String(index).padStart(3, "0")}`;
  const bindings = classes.map((name) => ({ name: name.toUpperCase(), class_name: name }));
  const config = {
    name: `worker-${index}`,
    main: "src/index.ts",
    compatibility_date: "2026-01-01",
    durable_objects: { bindings },
    migrations: [{ tag: "v1", new_sqlite_classes: classes }],
  };
  const source = classes.map(
    (name) => `export class ${name} extends DurableObject {\n  get(id: string) { return id; }\n}\n`,
  );
  return [
    [`${folder}/wrangler.json`, JSON.stringify(config, undefined, 2)],
    [
      `${folder}/src/index.ts`,
      `import { DurableObject } from "cloudflare:workers";\n${source.join("")}export default {};\n`,
    ],
  ];
}

function report(what: string, times: ReadonlyMap<string, number>): void {
  const sorted = [...times.values()].toSorted((a, b) => a - b);
  console.log(
    `${what}: first after ${Math.round(sorted[0] ?? 0)} ms, all ${sorted.length} after ${Math.round(sorted.at(-1) ?? 0)} ms`,
  );
}
