import assert from "node:assert/strict";
import { parseDocument } from "../../../src/core/config/document.ts";
import { type ConfigValue, toValue } from "../../../src/core/config/tree.ts";
import { configSnippets } from "../../../src/core/queries/snippets/data.ts";
import { isObject, isSame } from "../../../src/core/config/edit/values.ts";
import { applySnippet, type RenderedSnippet, snippetsAt } from "../../../src/core/queries/snippets/index.ts";
import { applyEdits } from "../../../src/core/text/edits.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { withSnippet } from "../../snippets/configSnippets.ts";
import { expandSnippet } from "../../snippets/expand.ts";
import { projectOf } from "../../support/project.ts";

/** A place in a file, marked with `|`, and the snippets that fit there. */
interface Place {
  readonly title: string;
  readonly file: "wrangler.toml" | "wrangler.jsonc" | "wrangler.json";
  readonly text: string;
}

const places: readonly Place[] = [
  { title: "an empty object", file: "wrangler.json", text: `{|}` },
  { title: "a word in an empty object of lines", file: "wrangler.json", text: `{\n  do-|\n}\n` },
  { title: "quotes behind a property without a comma", file: "wrangler.json", text: `{\n  "name": "a"\n  "do-|"\n}\n` },
  { title: "in front of a property", file: "wrangler.jsonc", text: `{\n\t// a\n\t|\n\t"name": "a", // b\n}\n` },
  { title: "between properties on one line", file: "wrangler.jsonc", text: `{ "name": "a", | "main": "b" }` },
  { title: "behind a comment", file: "wrangler.jsonc", text: `{\n  "name": "a" // b\n  |\n}` },
  { title: "CRLF", file: "wrangler.jsonc", text: `{\r\n  "name": "a",\r\n  |\r\n}\r\n` },
  {
    title: "bindings",
    file: "wrangler.json",
    text: `{\n  "durable_objects": {\n    "bindings": [\n      |\n    ]\n  }\n}`,
  },
  {
    title: "bindings behind another",
    file: "wrangler.jsonc",
    text: `{ "durable_objects": { "bindings": [{ "name": "A", "class_name": "B" }|] } }`,
  },
  { title: "durable_objects", file: "wrangler.json", text: `{ "durable_objects": {|} }` },
  { title: "exports", file: "wrangler.jsonc", text: `{ "exports": {\n    do-exp|\n} }` },
  {
    title: "an entry of exports",
    file: "wrangler.jsonc",
    text: `{ "exports": { "A": {\n  "type": "durable-object",\n  |\n} } }`,
  },
  { title: "migrations", file: "wrangler.jsonc", text: `{ "migrations": [{ "tag": "v1" },\n  |\n] }` },
  { title: "an environment", file: "wrangler.jsonc", text: `{ "env": { "staging": {\n  |\n} } }` },
  { title: "env", file: "wrangler.jsonc", text: `{ "env": {|} }` },
  { title: "an empty file of TOML", file: "wrangler.toml", text: `|` },
  { title: "the end of TOML", file: "wrangler.toml", text: `name = "a"\nmain = "b"\ndo-|` },
  { title: "above a key of TOML", file: "wrangler.toml", text: `name = "a"\n|\nmain = "b"\n` },
  {
    title: "between sections of TOML",
    file: "wrangler.toml",
    text: `name = "a"\n\n[vars]\nA = "b"\n|\n[limits]\ncpu_ms = 5\n`,
  },
  {
    title: "behind tables of bindings",
    file: "wrangler.toml",
    text: `[[durable_objects.bindings]]\nname = "A"\nclass_name = "B"\n\n|\n`,
  },
  { title: "an inline array of bindings", file: "wrangler.toml", text: `[durable_objects]\nbindings = [|]\n` },
  {
    title: "lines of bindings",
    file: "wrangler.toml",
    text: `[durable_objects]\nbindings = [\n  { name = "A", class_name = "B" },\n  |\n]\n`,
  },
  { title: "the section durable_objects", file: "wrangler.toml", text: `[durable_objects]\n|\nbindings = []\n` },
  {
    title: "an entry of exports in TOML",
    file: "wrangler.toml",
    text: `[exports.A]\ntype = "durable-object"\nstorage = "sqlite"\n|\n`,
  },
  { title: "an environment of TOML", file: "wrangler.toml", text: `name = "a"\n[env.staging]\nname = "b"\n|\n` },
  { title: "literal strings and CRLF in TOML", file: "wrangler.toml", text: `name = 'a'\r\nmain='b'\r\n|` },
];

describe("snippets in wrangler's files", () => {
  for (const place of places)
    it(`give what their data says, with the defaults accepted: ${place.title}`, () => {
      const rendered = at(place);
      assert.ok(rendered.length > 0);
      for (const each of rendered) assertGives(place, each);
    });

  it("are each offered somewhere in TOML, JSONC and JSON", () => {
    for (const ending of ["toml", "json", "jsonc"]) {
      const offered = places.filter(({ file }) => file.endsWith(`.${ending}`)).flatMap((place) => at(place));
      const ids = new Set(offered.map(({ snippet }) => snippet.id));
      const missing = configSnippets.map(({ id }) => id).filter((id) => !ids.has(id));
      assert.deepEqual(missing, ending === "json" ? ["export-container"] : []);
    }
  });

  it("are not offered in values, comments and strings, nor where their key is taken", () => {
    for (const text of [
      `{ "name": | }`,
      `{ "name": "|" }`,
      `{ // |\n}`,
      `{ "vars": { | } }`,
      `{ "durable_objects": [|] }`,
    ])
      assert.deepEqual(ids("wrangler.jsonc", text), [], text);
    assert.ok(!ids("wrangler.jsonc", `{ "migrations": [], | }`).includes("migration"));
    assert.ok(!ids("wrangler.jsonc", `{ "migrations": [|, { "tag": "v1" }] }`).includes("migration"));
    for (const text of [`name = "|"\n`, `name = |\n`, `# |\n`, `a = """\n|\n"""\n`, `[vars|]\n`])
      assert.deepEqual(ids("wrangler.toml", text), [], text);
    assert.ok(!ids("wrangler.toml", `migrations = []\n|\n`).includes("migration"));
  });

  it("fit behind tens of thousands of items, and are compared with them once, not once a place", () => {
    const items = "1,".repeat(20_000);
    const bindings = ["binding", "binding-inline", "binding-other-worker"];
    assert.deepEqual(ids("wrangler.jsonc", `{ "durable_objects": { "bindings": [${items}|] } }`), bindings);
    assert.deepEqual(ids("wrangler.jsonc", `{ "durable_objects": { "bindings": [|${items}] } }`), bindings);
  });

  it("take classes, names and tags from the project", () => {
    const text = `name = "a"\nmain = "index.ts"\n[[migrations]]\ntag = "v7"\nnew_sqlite_classes = ["Room"]\n|\n`;
    const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class ChatLobby extends DurableObject {}
export default {};`;
    const of = (id: string) =>
      at({ title: "", file: "wrangler.toml", text }, entry).find((each) => each.snippet.id === id)?.text;
    assert.equal(
      of("binding"),
      `\n[[durable_objects.bindings]]\nname = "\${2|ROOM,CHAT_LOBBY|}"\nclass_name = "\${1|Room,ChatLobby|}"`,
    );
    assert.equal(of("migration"), `\n[[migrations]]\ntag = "\${1:v8}"\nnew_sqlite_classes = ["\${2|ChatLobby,Room|}"]`);
  });
});

function ids(file: Place["file"], text: string): readonly string[] {
  return at({ title: "", file, text }).map(({ snippet }) => snippet.id);
}

function at({ file, text }: Place, entry = ""): readonly RenderedSnippet[] {
  const { project } = projectOf({ [file]: text.replace("|", ""), "index.ts": entry });
  const analysis = project.analyse(toFilePath(`/w/${file}`));
  assert.ok(analysis);
  return snippetsAt(analysis, text.indexOf("|"), configSnippets);
}

/** Expands a snippet as VS Code does, and holds the file against the settings with the snippet's data in them. */
function assertGives({ file, text }: Place, rendered: RenderedSnippet): void {
  const { snippet, environment, span, edits } = rendered;
  const written = expandSnippet(rendered.text, { fileName: file });
  const typed = text.replace("|", "");
  const after = applyEdits(typed, [...edits, { span, newText: written }]);
  const message = `${snippet.id}\n${after}`;
  const document = parseDocument(after, file.endsWith("toml") ? "toml" : "jsonc");
  assert.deepEqual(document.syntaxErrors, [], message);
  assert.equal(applySnippet(typed, rendered), after, message);
  const format = file.endsWith("toml") ? "toml" : "jsonc";
  const before = toValue(parseDocument(applyEdits(typed, [{ span, newText: "" }]), format).root);
  const stops =
    snippet.into[0] === "migrations"
      ? { 1: nextTagOf(before) }
      : snippet.id === "environment" && member(before, "env") !== undefined
        ? { 1: "staging" in asObject(member(before, "env")) ? "production" : "staging" }
        : {};
  const settings = environment === null ? before : member(member(before, "env"), environment);
  const changed = withSnippet(settings ?? {}, snippet.id, { key: "A", typed: stops });
  const expected =
    environment === null
      ? changed
      : { ...asObject(before), env: { ...asObject(member(before, "env")), [environment]: changed } };
  assert.ok(isSame(toValue(document.root), expected), message);
}

function nextTagOf(settings: ConfigValue): string {
  const migrations = member(settings, "migrations");
  return `v${Array.isArray(migrations) ? migrations.length + 1 : 1}`;
}

function member(value: ConfigValue | undefined, key: string): ConfigValue | undefined {
  return asObject(value)[key];
}

function asObject(value: ConfigValue | undefined): { readonly [key: string]: ConfigValue } {
  return isObject(value) ? value : {};
}
