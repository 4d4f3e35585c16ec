import assert from "node:assert/strict";
import { completionsAt } from "../../../src/core/queries/complete.ts";
import type { Completion } from "../../../src/core/queries/completion.ts";
import { exportClass } from "../../../src/core/refactor/exportClass.ts";
import { applyEdits } from "../../../src/core/text/edits.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class Lobby extends DurableObject {}
export default {};
`;

describe("completion in strings of a configuration", () => {
  it("class_name: the exported classes, first those that are not bound", () => {
    assert.deepEqual(
      labels(
        `[[durable_objects.bindings]]\nname = "A"\nclass_name = "Room"\n[[durable_objects.bindings]]\nname = "B"\nclass_name = "|"\n`,
      ),
      ["Lobby", "Room"],
    );
  });

  it("class_name beside script_name: the classes of that Worker", () => {
    assert.deepEqual(labels(`[[durable_objects.bindings]]\nname = "A"\nclass_name = "|"\nscript_name = "other"\n`), [
      "Game",
    ]);
  });

  it("script_name: the other Workers of the workspace", () => {
    assert.deepEqual(labels(`[[durable_objects.bindings]]\nname = "A"\nclass_name = "Game"\nscript_name = "|"\n`), [
      "other",
      "other-live",
    ]);
  });

  it("environment: the named ones of the Worker that the binding leads to", () => {
    const binding = `[[durable_objects.bindings]]\nname = "A"\nclass_name = "Game"\nenvironment = "|"\n`;
    assert.deepEqual(labels(`${binding}script_name = "other"\n`), ["live"]);
    assert.deepEqual(labels(binding), []);
  });

  it("tag: the next one; new classes: those that are not live; deleted ones: those that are", () => {
    const first = `[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n[[migrations]]\n`;
    assert.deepEqual(labels(`${first}tag = "|"\n`), ["v2"]);
    assert.deepEqual(labels(`${first}tag = "v2"\nnew_sqlite_classes = ["|"]\n`), ["Lobby"]);
    assert.deepEqual(labels(`${first}tag = "v2"\nrenamed_classes = [{ from = "|", to = "Lobby" }]\n`), ["Room"]);
  });

  it("exports: the words in TOML, the classes for renamed_to", () => {
    assert.deepEqual(labels(`[exports.Room]\ntype = "durable-object"\nstorage = "|"\n`), ["sqlite", "legacy-kv"]);
    assert.deepEqual(labels(`[exports.Old]\ntype = "durable-object"\nstate = "renamed"\nrenamed_to = "|"\n`), [
      "Room",
      "Lobby",
    ]);
  });

  it("works inside environments, and says nothing elsewhere", () => {
    assert.deepEqual(labels(`[[env.staging.durable_objects.bindings]]\nname = "A"\nclass_name = "|"\n`), [
      "Room",
      "Lobby",
    ]);
    assert.deepEqual(labels(`[vars]\nA = "|"\n`), []);
    assert.deepEqual(labels(`[vars]\nA = "x y|"\n`), []);
    assert.deepEqual(labels(`# class_name = "|"\n`), []);
  });
});

describe("completion in a value that is not closed yet", () => {
  const binding = `[[durable_objects.bindings]]\nname = "A"\n`;
  const after = `\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Lobby"]\n`;

  it("completes and closes it, at the end of a file or a line, before a comment, a bracket or other lines", () => {
    for (const [open, closed] of [
      [`${binding}class_name = "|`, `${binding}class_name = "Room"`],
      [`${binding}class_name = "Ro|${after}`, `${binding}class_name = "Room"${after}`],
      [`${binding}class_name = "R|oo\r\n`, `${binding}class_name = "Room"\r\n`],
      [`${binding}class_name = '|\n`, `${binding}class_name = 'Room'\n`],
      [`${binding}class_name = "| # the room\n`, `${binding}class_name = "Room" # the room\n`],
      [`[durable_objects]\nbindings = [{ class_name = "|`, `[durable_objects]\nbindings = [{ class_name = "Room"`],
      [
        `[durable_objects]\nbindings = [{ class_name = "| }]\n`,
        `[durable_objects]\nbindings = [{ class_name = "Room" }]\n`,
      ],
      [
        `[[migrations]]\nnew_sqlite_classes = ["Lobby", "R|]\n`,
        `[[migrations]]\nnew_sqlite_classes = ["Lobby", "Room"]\n`,
      ],
      [`[exports.Room]\nstorage = "|\n`, `[exports.Room]\nstorage = "sqlite"\n`],
    ] as const)
      assert.equal(firstIn(open), closed);
  });

  it("writes the quotes where there are none", () => {
    assert.equal(firstIn(`${binding}class_name = |\n`), `${binding}class_name = "Room"\n`);
    assert.equal(firstIn(`${binding}class_name = Ro|${after}`), `${binding}class_name = "Room"${after}`);
    assert.deepEqual(labels(`[vars]\nA = |\n`), []);
  });

  it("leaves alone what comes behind it in JSON, where editors close quotes", () => {
    const start = `{ "name": "chat", "main": "index.ts", "durable_objects": { "bindings": [{ "name": "A", "class_name": `;
    const first = (text: string): string => firstIn(start + text, "wrangler.jsonc").slice(start.length);
    assert.equal(first(`"| }] }\n}`), `"Room" }] }\n}`);
    assert.equal(first(`"Ro|\n}] }\n}`), `"Room"\n}] }\n}`);
    assert.equal(first(`"|"}] }\n}`), `"Room"}] }\n}`);
    assert.equal(first(`"|, "script_name": "x" }] }\n}`), `", "script_name": "x" }] }\n}`);
  });

  /** The text after the first completion at `|` has been chosen. */
  function firstIn(marked: string, name = "wrangler.toml"): string {
    const head = name === "wrangler.toml" ? `name = "chat"\nmain = "index.ts"\n` : "";
    const text = head + marked.replace("|", "");
    const { project } = projectOf({ [name]: text, "index.ts": entry });
    const [first] = completionsAt(project, toFilePath(`/w/${name}`), (head + marked).indexOf("|"));
    const edits = first === undefined ? [] : [{ span: first.span, newText: first.text }];
    return applyEdits(text, edits).slice(head.length);
  }
});

/** The labels offered at `|`, in a configuration that goes on from the Worker's name and entry. */
function labels(text: string, isWanted: (each: Completion) => boolean = () => true): readonly string[] {
  const config = `name = "chat"\nmain = "index.ts"\n${text}`;
  const { project } = projectOf({
    "wrangler.toml": config.replace("|", ""),
    "index.ts": entry,
    "other/wrangler.toml": `name = "other"\nmain = "index.ts"\n[exports.Game]\ntype = "durable-object"\nstorage = "sqlite"\n[env.live]\n`,
    "other/index.ts": entry.replace("Room", "Game").replace(/export class Lobby.*\n/, ""),
  });
  return completionsAt(project, toFilePath("/w/wrangler.toml"), config.indexOf("|"))
    .filter(isWanted)
    .map((each) => each.label);
}

describe("completion of keys in TOML", () => {
  it("offers the keys that a binding, a migration, an entry of exports lacks", () => {
    assert.deepEqual(labels(`[[durable_objects.bindings]]\nname = "A"\nscr|\n`, isKey), [
      "class_name",
      "script_name",
      "environment",
    ]);
    assert.deepEqual(labels(`[exports.Room]\ntype = "durable-object"\n|\n`, isKey).slice(0, 2), ["storage", "state"]);
    assert.deepEqual(labels(`[[migrations]]\ntag = "v1"\nrenamed_classes = [{ | }]\n`, isKey), ["from", "to"]);
    assert.deepEqual(labels(`[env.staging.durable_objects]\n|\n`, isKey), ["bindings", "code_update_strategy"]);
  });

  it("offers headers behind a bracket, those of environments too", () => {
    assert.deepEqual(labels(`[env.staging]\n[[|]]\n`, isKey), [
      "durable_objects.bindings",
      "migrations",
      "env.staging.durable_objects.bindings",
      "env.staging.migrations",
    ]);
  });

  it("offers none in JSON, where wrangler's schema does, nor in other sections", () => {
    assert.deepEqual(labels(`[vars]\n|\n`, isKey), []);
    const { project } = projectOf({ "wrangler.json": `{ "migrations": [{  }] }` });
    assert.deepEqual(
      completionsAt(project, toFilePath("/w/wrangler.json"), 20)
        .filter(isKey)
        .map((each) => each.label),
      [],
    );
  });
});

describe("completion of a class that is not exported", () => {
  it("also adds its export", () => {
    const files = {
      "wrangler.json": `{ "name": "a", "main": "src/index.ts", "durable_objects": { "bindings": [{ "class_name": "" }] } }`,
      "src/index.ts": `import { Local } from "./local";\nexport default {};\n`,
      "src/local.ts": `import { DurableObject } from "cloudflare:workers";\nexport class Local extends DurableObject {}\n`,
      "src/far.ts": `import { DurableObject } from "cloudflare:workers";\nclass Far extends DurableObject {}\nclass Other {}\n`,
    };
    const { project, files: memory } = projectOf(files);
    const path = toFilePath("/w/wrangler.json");
    const found = completionsAt(project, path, files["wrangler.json"].indexOf(`""`) + 1);
    assert.deepEqual(
      found.map(({ label, detail, exports }) => [label, detail, exports?.className]),
      [
        ["Far", "class, adds its export to index.ts", "Far"],
        ["Local", "class, adds its export to index.ts", "Local"],
      ],
    );
    const analysis = project.analyse(path);
    assert.ok(analysis);
    const result = exportClass(memory, analysis, { environment: null, className: "Far" });
    assert.ok(result.kind === "edits");
    assert.deepEqual(
      result.edits.map((each) => each.path),
      ["/w/src/far.ts", "/w/src/index.ts"],
    );
  });
});

describe("completion behind env. in plain JavaScript", () => {
  const offered = (code: string, name = "index.js"): readonly string[] => {
    const { project } = projectOf({
      "wrangler.json": `{ "name": "a", "main": "${name}", "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
        "env": { "dev": { "durable_objects": { "bindings": [{ "name": "EXTRA", "class_name": "Room" }] } } } }`,
      [name]: code.replace("|", ""),
    });
    return completionsAt(project, toFilePath(`/w/${name}`), code.indexOf("|")).map((each) => each.label);
  };

  it("offers the bindings of every environment", () => {
    assert.deepEqual(offered(`export default { fetch(r, env) { env.| } };`), ["ROOM", "EXTRA"]);
    assert.deepEqual(offered(`export class A { x() { return this.env?.RO|; } }`), ["ROOM", "EXTRA"]);
  });

  it("offers nothing where TypeScript knows the type, nor behind another env", () => {
    assert.deepEqual(offered(`export default { fetch(r, env) { env.| } };`, "index.ts"), []);
    assert.deepEqual(offered(`/** @param {Env} env */\nexport default (env) => env.|`), []);
    for (const code of [`process.env.|`, `import.meta.env.|`, `myenv.|`, `env.ROOM.|`])
      assert.deepEqual(offered(code), []);
  });
});

function isKey({ kind }: { readonly kind: string }): boolean {
  return kind === "key";
}
