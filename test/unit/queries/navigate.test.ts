import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { completionsAt } from "../../../src/core/queries/complete.ts";
import { hoverAt } from "../../../src/core/queries/hover.ts";
import { lensesOf } from "../../../src/core/queries/lenses.ts";
import { definitionAt, referencesAt } from "../../../src/core/queries/navigate.ts";
import type { Place } from "../../../src/core/text/span.ts";
import { at } from "../../support/memoryFiles.ts";
import { projectOf } from "../../support/project.ts";

const files = {
  "site/wrangler.toml": `name = "site"
main = "index.ts"
durable_objects.bindings = [
  { name = "ROOM", class_name = "Room", script_name = "rooms" },
  { name = "AWAY", class_name = "Ledger", script_name = "bank" },
]
[[containers]]
name = "box"
class_name = "Moved"
[[migrations]]
tag = "v1"
transferred_classes = [{ from = "Old", from_script = "rooms", to = "Moved" }]
`,
  "site/index.ts": `import { DurableObject } from "cloudflare:workers";\nexport class Moved extends DurableObject {}\nexport default {};\n`,
  "rooms/wrangler.jsonc": `{ "name": "rooms", "main": "index.ts", "durable_objects": { "bindings": [
    { "name": "ROOM", "class_name": "Room" }] },
  "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } },
  "env": {
    "staging": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } },
    "dev": { "durable_objects": { "bindings": [{ "name": "R", "class_name": "Room" }] } } } }`,
  "rooms/index.ts": `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\nexport class Old extends DurableObject {}\nexport default {};\n`,
  "node_modules/wrangler/package.json": `{ "version": "4.164.0" }`,
  "node_modules/wrangler/config-schema.json": readFileSync("node_modules/wrangler/config-schema.json", "utf8"),
};

const { project } = projectOf(files);

describe("from a configuration", () => {
  it("the name of a binding leads to its class, also in another Worker", () => {
    assert.deepEqual(definition("rooms/wrangler.jsonc", `"name": "RO|OM"`), ["rooms/index.ts Room"]);
    assert.deepEqual(definition("site/wrangler.toml", `name = "RO|OM"`), ["rooms/index.ts Room"]);
  });

  it("both sides of a transfer lead to where they are", () => {
    assert.deepEqual(definition("site/wrangler.toml", `from = "O|ld"`), ["rooms/index.ts Old"]);
    assert.deepEqual(definition("site/wrangler.toml", `from_script = "roo|ms"`), ["rooms/wrangler.jsonc rooms"]);
    assert.deepEqual(definition("site/wrangler.toml", `to = "Mo|ved"`), ["site/index.ts Moved"]);
    const places = referencesAt(project, at("rooms/index.ts"), offsetOf("rooms/index.ts", "class O|ld"), false);
    assert.deepEqual(places.map(shown), ["site/wrangler.toml Old"]);
  });

  it("a transfer is completed with the Workers and their classes", () => {
    assert.deepEqual(offered(`from_script = "|rooms"`), ["rooms", "rooms-dev", "rooms-staging"]);
    assert.deepEqual(offered(`from = "|Old"`), ["Room", "Old"]);
  });
});

describe("hovers in TOML", () => {
  it("on a value also describe its key, as the project's own wrangler has it, and link to the page", () => {
    const text = hover("site/wrangler.toml", `class_name = "Ro|om"`);
    assert.match(
      text,
      /^\*\*Room\*\* — SQLite\n\nBound as .*class name of the Durable Object.*\[Durable Objects\]\(https/s,
    );
    assert.match(text, /- staging: `env\.ROOM`\n- dev: `env\.R`/);
  });

  it("on a key describe it, and on a container say what it is behind", () => {
    assert.match(hover("site/wrangler.toml", `ta|g = "v1"`), /^A unique identifier.*\[Durable Objects\]/s);
    assert.match(
      hover("site/wrangler.toml", `name = "b|ox"`),
      /^\*\*box\*\*\n\nThe container behind each object of `Moved`\./,
    );
    assert.match(
      hover("site/wrangler.toml", `class_name = "Led|ger"`),
      /of the Worker `bank`, which is not in this workspace/,
    );
  });
});

describe("lenses", () => {
  it("over a class say which binding it has in which environment", () => {
    assert.deepEqual(
      lensesOf(project, at("rooms/index.ts")).map(({ title }) => title),
      [
        "SQLite · env.ROOM in top level, staging · env.R in dev · exports · 5 references in configuration",
        "not declared · not bound · 1 reference in configuration",
      ],
    );
  });

  it("stand over the whole binding, also of a Worker that is not here", () => {
    const text = files["site/wrangler.toml"];
    assert.deepEqual(
      lensesOf(project, at("site/wrangler.toml")).map(({ title, span, places }) => [
        text.slice(span.start, span.start + 14),
        title,
        places.map(shown),
      ]),
      [
        [`{ name = "ROOM`, "class Room in rooms", ["rooms/index.ts Room"]],
        [`{ name = "AWAY`, "class Ledger in bank", []],
      ],
    );
  });
});

type Name = keyof typeof files;

function offsetOf(name: Name, snippet: string): number {
  const start = files[name].indexOf(snippet.replace("|", ""));
  assert.ok(start >= 0, snippet);
  return start + snippet.indexOf("|");
}

function definition(name: Name, snippet: string): readonly string[] {
  return (definitionAt(project, at(name), offsetOf(name, snippet))?.to ?? []).map(shown);
}

function hover(name: Name, snippet: string): string {
  return hoverAt(project, at(name), offsetOf(name, snippet))?.markdown ?? "";
}

function offered(snippet: string): readonly string[] {
  const found = completionsAt(project, at("site/wrangler.toml"), offsetOf("site/wrangler.toml", snippet));
  return found.map(({ label }) => label);
}

/** A place by its file and text. */
function shown({ path, span }: Place): string {
  const name = path.replace("/w/", "") as Name;
  return `${name} ${files[name].slice(span.start, span.end)}`;
}
