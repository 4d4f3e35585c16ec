import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { entry, workspaces } from "./workspace.ts";

describe("--fix", () => {
  const open = workspaces();

  const toml = `name = "chat" # the name
main = "src/index.ts"
compatibility_date = "2026-11-01"

[[durable_objects.bindings]]
binding = "ROOM" # as for KV
class_name = "Room"

[migrations]
tag = "v1"
new_sqlite_classes = ["Room"]
`;
  const fixedToml = toml.replace("binding =", "name =").replace("[migrations]", "[[migrations]]");

  const jsonc = `{
\t// the name
\t"name": "chat",
\t"main": "src/index.ts",
\t"compatibility_date": "2026-11-01",
\t"durable_objects": { "bindings": [{ "binding": "ROOM", "class_name": "Room", }] },
\t"exports": { "Room": { "type": "durable_object", "storage": "sqlite" } },
}
`;
  const fixedJsonc = jsonc.replace('"binding": ', '"name": ').replace('durable_object"', 'durable-object"');

  const inline = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"
durable_objects = { bindings = [{ binding = "ROOM", class_name = "Room" }] }
exports.Room = { type = "durable_object", storage = "sqlite" }
`;
  const fixedInline = inline.replace("binding =", "name =").replace('durable_object"', 'durable-object"');

  for (const [name, before, after] of [
    ["wrangler.toml", toml, fixedToml],
    ["wrangler.jsonc", jsonc, fixedJsonc],
    ["wrangler.json", jsonc, fixedJsonc],
    ["wrangler.inline.toml", inline, fixedInline],
  ] as const) {
    it(`mends what is written wrong in ${name}, and nothing else`, async () => {
      const workspace = open({ [name]: before, "src/index.ts": entry });
      const { code, out } = await workspace.run(["check", "--fix"]);
      assert.equal(workspace.read(name), after);
      assert.deepEqual({ code, out }, { code: 0, out: `${name}: fixed\nNo problems in 1 configuration\n` });
    });

    it(`keeps CRLF and the byte order mark of ${name}`, async () => {
      const asWindows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
      const workspace = open({ [name]: asWindows(before), "src/index.ts": entry });
      await workspace.run(["check", "--fix"]);
      assert.equal(workspace.read(name), asWindows(after));
    });
  }

  it("changes neither the lifecycle nor the bindings, nor code", async () => {
    const files = {
      "wrangler.jsonc": jsonc
        .replace(/.*"exports".*\n/, "")
        .replace('binding"', 'name"')
        .replace('"Room"', '"Lobby"'),
      "src/index.ts": entry,
    };
    const workspace = open(files);
    const { code, out } = await workspace.run(["check", "--fix"]);
    assert.equal(code, 1);
    assert.doesNotMatch(out, /: fixed$/m);
    for (const [name, text] of Object.entries(files)) assert.equal(workspace.read(name), text);
  });

  it("does not mend what a person has turned off", async () => {
    const workspace = open({ "wrangler.jsonc": jsonc, "src/index.ts": entry });
    await workspace.run(["check", "--fix", "--rule", "binding-unknown-field=off"]);
    assert.match(workspace.read("wrangler.jsonc"), /"binding": "ROOM"/);
    assert.match(workspace.read("wrangler.jsonc"), /"durable-object"/);
  });

  it("writes through a link, and keeps the rights of the file", async () => {
    const workspace = open({ "real.toml": toml, "src/index.ts": entry });
    chmodSync(workspace.path("real.toml"), 0o640);
    symlinkSync("real.toml", workspace.path("wrangler.toml"));
    await workspace.run(["check", "--fix"]);
    assert.equal(workspace.read("real.toml"), fixedToml);
    assert.equal(statSync(workspace.path("real.toml")).mode & 0o777, 0o640);
  });

  it("leaves a file alone whose bytes reading would lose", async () => {
    const latin1 = Buffer.from(toml.replace("the name", "der Name für"), "latin1");
    const workspace = open({ "wrangler.toml": latin1, "src/index.ts": entry });
    await workspace.run(["check", "--fix"]);
    assert.deepEqual(readFileSync(workspace.path("wrangler.toml")), latin1);
  });
});
