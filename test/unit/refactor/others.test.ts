import assert from "node:assert/strict";
import { addBinding } from "../../../src/core/refactor/addBinding.ts";
import { declareObjects } from "../../../src/core/refactor/declareObjects.ts";
import { convertLifecycle } from "../../../src/core/refactor/convertLifecycle.ts";
import { convertToObject } from "../../../src/core/refactor/convertToObject.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { reasonOf, refactored, rulesAfter } from "./support.ts";

const head = `name = "chat"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"\n`;
const room = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\nexport default {};\n`;

describe("Add Binding to Environment", () => {
  const texts = {
    "wrangler.toml": `${head}
[[durable_objects.bindings]]
name = "ROOMS"
class_name = "Room"

[exports.Room]
type = "durable-object"
storage = "sqlite"

[env.staging]
vars = { A = "1" }
`,
    "src/index.ts": room,
  };

  it("takes the name that the class has elsewhere", () => {
    const changed = refactored(texts, ({ files, analysis }) =>
      addBinding(files, analysis, { className: "Room", environment: "staging" }),
    );
    assert.match(
      changed["wrangler.toml"] ?? "",
      /\[\[env\.staging\.durable_objects\.bindings\]\]\nname = "ROOMS"\nclass_name = "Room"\n$/,
    );
    assert.deepEqual(rulesAfter(texts, changed), []);
  });

  it("refuses what is bound already", () => {
    assert.match(
      reasonOf(texts, ({ files, analysis }) => addBinding(files, analysis, { className: "Room", environment: null })),
      /already/,
    );
  });
});

describe("Declare Durable Object Classes", () => {
  const declared = (config: string, module: string) =>
    refactored({ "wrangler.toml": `${head}${config}`, "src/index.ts": module }, ({ files, analysis }) =>
      declareObjects(files, analysis),
    )["wrangler.toml"];
  const two = room.replace("export default", "export class Lobby extends DurableObject {}\nexport default");
  const binding = '\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n';

  it("declares what is bound and what is only exported", () => {
    assert.equal(
      declared(binding, two)?.replace(`${head}${binding}`, ""),
      '\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n\n[exports.Lobby]\ntype = "durable-object"\nstorage = "sqlite"\n',
    );
  });

  it("goes on with migrations where there are some", () => {
    const step = '\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n';
    assert.equal(
      declared(step, two)?.replace(`${head}${step}`, ""),
      '\n[[migrations]]\ntag = "v2"\nnew_sqlite_classes = ["Lobby"]\n',
    );
  });

  it("refuses where nothing is undeclared", () => {
    const texts = { "wrangler.toml": head, "src/index.ts": "export default {};\n" };
    assert.match(
      reasonOf(texts, ({ files, analysis }) => declareObjects(files, analysis)),
      /declared already/,
    );
  });
});

describe("Convert migrations to exports", () => {
  it("keeps what is live and its storage", () => {
    const texts = {
      "wrangler.toml": `${head}
[[migrations]]
tag = "v1"
new_classes = ["Lobby"]

[[migrations]]
tag = "v2"
renamed_classes = [{ from = "Lobby", to = "Room" }]
`,
      "src/index.ts": room,
    };
    const committed = texts["wrangler.toml"];
    const changed = refactored(texts, ({ files, analysis }) => convertLifecycle(files, analysis));
    assert.ok(committed.includes("migrations") && !changed["wrangler.toml"]?.includes("migrations"));
    assert.match(changed["wrangler.toml"] ?? "", /\[exports\.Room\]\ntype = "durable-object"\nstorage = "legacy-kv"\n/);
  });

  it("refuses for a wrangler that does not know exports", () => {
    const texts = {
      "wrangler.toml": `${head}[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n`,
      "src/index.ts": room,
      "node_modules/wrangler/package.json": `{ "version": "4.50.0" }`,
    };
    assert.match(
      reasonOf(texts, ({ files, analysis }) => convertLifecycle(files, analysis)),
      /needs wrangler 4\.107\.0; this project has 4\.50\.0/,
    );
  });
});

describe("Convert to Durable Object", () => {
  it("extends DurableObject, with import and super", () => {
    const text = `export class Room {\n  constructor(state, env) {\n    this.env = env;\n  }\n}\n`;
    const texts = { "wrangler.toml": head, "src/index.ts": text };
    const changed = refactored(texts, ({ project }) => convertToObject(project, toFilePath("/w/src/index.ts"), 14));
    assert.equal(
      changed["src/index.ts"],
      `import { DurableObject } from "cloudflare:workers";\n\nexport class Room extends DurableObject {\n  constructor(state, env) {\n    super(state, env);\n    this.env = env;\n  }\n}\n`,
    );
  });

  it("refuses a class that extends something", () => {
    assert.match(
      reasonOf({ "wrangler.toml": head, "src/index.ts": room }, ({ project }) =>
        convertToObject(project, toFilePath("/w/src/index.ts"), 60),
      ),
      /no class/,
    );
  });
});
