import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseDocument } from "../../../src/core/config/document.ts";
import { rewrite } from "../../../src/core/config/rewrite/rewrite.ts";
import type { ConfigDocument, ConfigFormat } from "../../../src/core/config/syntax.ts";
import { toValue } from "../../../src/core/config/tree.ts";
import { convertFormat } from "../../../src/core/refactor/convertFormat.ts";
import { draws, object } from "../config/randomConfig.ts";
import { renderRandomJson } from "../config/randomJson.ts";
import { tomlText } from "../config/randomToml.ts";
import { reasonOf, refactored, rulesAfter } from "./support.ts";

const toml = `# The chat.
name = "chat"
main = "src/index.ts" # the entry
compatibility_date = "2026-11-01"
compatibility_flags = ["nodejs_compat"]

# Where people talk.
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[exports.Room]
type = "durable-object"
storage = "sqlite" # new ones

[vars]
A = "1"
# The end.
`;

const jsonc = `{
  // The chat.
  "name": "chat",
  "main": "src/index.ts", // the entry
  "compatibility_date": "2026-11-01",
  "compatibility_flags": ["nodejs_compat"],

  "durable_objects": {
    "bindings": [
      // Where people talk.
      { "name": "ROOM", "class_name": "Room" }
    ]
  },

  "exports": {
    "Room": {
      "type": "durable-object",
      "storage": "sqlite" // new ones
    }
  },

  "vars": {
    "A": "1"
  }
  // The end.
}
`;

const source = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\nexport default { fetch: () => new Response("ok") };\n`;

describe("Convert TOML to JSONC and back", () => {
  it("writes what a person would write", () => {
    assert.equal(converted(parseDocument(toml, "toml")), jsonc);
    assert.equal(converted(parseDocument(jsonc, "jsonc")), toml);
  });

  for (const [name, text] of Object.entries({ "wrangler.toml": toml, "wrangler.jsonc": jsonc })) {
    it(`replaces the file, with nothing to complain of: ${name}`, () => {
      const texts = { [name]: text, "src/index.ts": source };
      const changed = refactored(texts, ({ files, analysis }) => convertFormat(files, analysis));
      const other = name === "wrangler.toml" ? "wrangler.jsonc" : "wrangler.toml";
      assert.deepEqual(Object.keys(changed).toSorted(), ["wrangler.jsonc", "wrangler.toml"]);
      assert.equal(changed[name], "");
      assert.deepEqual(rulesAfter({ "src/index.ts": source }, { [other]: changed[other] ?? "" }), []);
    });
  }

  it("names the scripts that name the old file", () => {
    const texts = {
      "wrangler.json": `{}`,
      "package.json": `{ "scripts": { "dev": "wrangler dev -c wrangler.json", "x": "y" } }`,
    };
    const notes: string[] = [];
    refactored(texts, ({ files, analysis }) => {
      const result = convertFormat(files, analysis);
      if (result.kind === "edits") notes.push(...result.notes);
      return result;
    });
    assert.deepEqual(notes, ["package.json still names wrangler.json in its scripts: dev."]);
  });

  it("refuses what the other syntax cannot say, and a file that is there", () => {
    const why = (name: string, text: string, others: Readonly<Record<string, string>> = {}): string =>
      reasonOf({ [name]: text, ...others }, ({ files, analysis }) => convertFormat(files, analysis));
    assert.match(why("wrangler.toml", "vars.a = 2026-01-01"), /no dates, as vars\.a is/);
    assert.match(why("wrangler.toml", "vars.a = inf"), /vars\.a cannot be written/);
    assert.match(why("wrangler.jsonc", `{ "vars": { "a": null } }`), /no `null`, as vars\.a is/);
    assert.match(why("wrangler.jsonc", `{ "vars": { "a": 9007199254740993 } }`), /vars\.a cannot be written/);
    assert.match(why("wrangler.jsonc", `{ "a": 1, "a": 2 }`), /“a” is written twice/);
    assert.match(why("wrangler.jsonc", `{ "a": "\\ud800" }`), /half of a character/);
    assert.match(why("wrangler.toml", `a = ${"[".repeat(300)}${"]".repeat(300)}`), /^a is nested too deeply/);
    assert.match(why("wrangler.toml", "a = "), /cannot be parsed/);
    assert.match(why("wrangler.jsonc", "{}", { "wrangler.toml": "" }), /wrangler\.toml is there already/);
  });

  it("keeps every value and every comment of any JSON", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(draws, (draw) => assertKept(renderRandomJson(draw, object(draw, 3)), "jsonc")),
      { numRuns: 400, seed: 1 },
    );
  });

  it("keeps every value and every comment of any TOML", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(tomlText, (text) => assertKept(text, "toml")),
      { numRuns: 400, seed: 1 },
    );
  });
});

function converted(document: ConfigDocument): string {
  const result = rewrite(document);
  if (result.kind === "refused") assert.fail(result.reason);
  return result.text;
}

/** The other syntax, read again, has the same value and the lines of the same comments; what is refused says so. */
function assertKept(text: string, format: ConfigFormat): void {
  const before = parseDocument(text, format);
  if (before.syntaxErrors.length > 0) return;
  const result = rewrite(before);
  if (result.kind === "refused") return;
  const after = parseDocument(result.text, format === "toml" ? "jsonc" : "toml");
  assert.deepEqual(after.syntaxErrors, [], result.text);
  assert.deepEqual(toValue(after.root), toValue(before.root), result.text);
  assert.deepEqual(wordsIn(after), wordsIn(before), `${text}\n=====\n${result.text}`);
}

function wordsIn({ comments }: ConfigDocument): readonly string[] {
  return comments.flatMap(({ text }) => text.match(/[^\s*]+/g) ?? []).toSorted((a, b) => (a < b ? -1 : 1));
}
