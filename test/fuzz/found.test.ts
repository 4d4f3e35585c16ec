import { holdInput } from "./run.ts";
import { drawing } from "./random.ts";
import type { Texts } from "./input.ts";

const head = `name = "chat"\nmain = "src/index.js"\ncompatibility_date = "2026-11-01"\n`;
const bound = (name: string, className = "Room") =>
  `[[durable_objects.bindings]]\nname = ${JSON.stringify(name)}\nclass_name = ${JSON.stringify(className)}\n`;
const declared = `[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n`;
const room = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\n`;
const handler = `export default { fetch: (request, env) => env.ROOM.getByName("a").fetch(request) };\n`;
const worker = { "wrangler.toml": head + bound("ROOM") + declared, "src/index.js": room + handler };
const deep = 10_000;

/** What mutated projects have failed with, as small as it can be. */
const cases: Readonly<Record<string, Texts>> = {
  "a long sum in the code": { ...worker, "src/index.js": `${room}${handler}const a = 1${"+1".repeat(deep)};\n` },
  "a long chain of calls": { ...worker, "src/index.js": `${room}${handler}a${"()".repeat(deep)};\n` },
  "nested arrays in TOML": { ...worker, "wrangler.toml": `${head}a = ${"[".repeat(900)}${"]".repeat(900)}\n` },
  "a key of many parts": { ...worker, "wrangler.toml": `${head}${"storage.".repeat(2000)}a = 1\n${bound("ROOM")}` },
  "a header of many parts": { ...worker, "wrangler.toml": `${head}[${"a.".repeat(2000)}a]\nb = 1\n` },
  "a deep key in an entry of exports": {
    ...worker,
    "wrangler.toml": `${head}[exports.Room]\ntype = "durable-object"\nstorage${".storage".repeat(2000)} = 1\n`,
  },
  "an unknown property that every object has": {
    "wrangler.toml": `${head}constructor = 1\n[exports.Room]\nconstructor = 1\ntype = "durable-object"\n`,
  },
  "helpers of the new configuration that every function has": {
    "cloudflare.config.ts": `export default defineWorker({ worker: { constructor: 1, env: { A: constructor({ type: "durable-object", toString: 1 }) }, exports: { Room: toString({}) } } });\n`,
  },
  "a header that every object has": {
    ...worker,
    "wrangler.toml": `${head}[constructor]\na\n[exports.Room]\nvalueOf = ""\n`,
  },
  "a class that has the default export's name": {
    ...worker,
    "wrangler.toml": head + bound("ROOM", "default"),
    "src/index.js": `export default { fetch: () => new Response("ok") };\n`,
  },
  "a constructor without its brace": {
    ...worker,
    "src/index.js": `${room}export class Log extends Room {\n  constructor() {`,
  },
  "a constructor with nothing but a comment": {
    ...worker,
    "src/index.js": `${room}export class Log extends Room {\n  constructor() { // nothing\n  }\n}\n`,
  },
  "tables inside of a wrong array": {
    "wrangler.toml": `${head}[[durable_objects]]\n[durable_objects.bindings]\nclass_name = "Room"\n`,
  },
  "a step without a tag that a fix takes everything out of": {
    ...worker,
    "wrangler.toml": `${head}[[migrations]]\ntag = "v1"\nnew_classes = ["Room"]\n[[migrations]]\ndeleted_classes = ["Room"]\nnew_sqlite_classes = ["Room"]\n`,
  },
  "a class that cannot be named in code": {
    "wrangler.toml": head + bound("ROOM", "Room."),
    "src/index.js": `export * from "./room.cjs";\n${handler}`,
    "src/room.cjs": "exports.Room = class {};\n",
  },
  "a binding that cannot be written behind a dot": { ...worker, "wrangler.toml": head + bound('"ROOM"') + declared },
  "a binding in brackets, misspelt": {
    ...worker,
    "src/index.js": `${room}export default { fetch: (request, env) => env["ROM"].getByName("a").fetch(request) };\n`,
  },
  "a comment that ends in a star": { "wrangler.jsonc": `{ "name": "w" } /*`, "wrangler.json": `{} /**` },
  "a pattern of .gitignore that is longer than any": {
    ...worker,
    "wrangler.toml": worker["wrangler.toml"].replace("src/", "dist/"),
    ".gitignore": `${"a.".repeat(40_000)}\n${"*a".repeat(30)}b\n`,
  },
  "CRLF in a file that is one table": {
    "wrangler.toml": `[[migrations]]\r\nmain = "src/index.ts"\r\ncompatibility_date = "2026-11-01"\r\nname = "chat"\r\ntag = "v1"\r\nnew_sqlite_classes = ["Room"]`,
  },
  "a jurisdiction that is about to be typed": {
    ...worker,
    "src/index.js": `${room}export default { fetch: (request, env) => env.ROOM.jurisdiction("`,
  },
  "two byte order marks": { ...worker, "wrangler.toml": `\uFEFF\uFEFF${head}${bound("ROOM", "Rom")}` },
  "a byte order mark": {
    "wrangler.jsonc": `\uFEFF{ "name": "w", "main": "a.js", "exports": { "Room": { "type": "durable_object" } } }\n`,
  },
};

describe("a project with", function () {
  this.timeout(60_000);
  for (const [title, files] of Object.entries(cases)) {
    it(title, () => {
      for (let seed = 0; seed < 4; seed++) holdInput({ title, files, committed: undefined, draw: drawing(seed) });
    });
  }
});
