import assert from "node:assert/strict";
import path from "node:path";
import type { FileSystem } from "../../../src/core/ports.ts";
import { ModuleGraph, readEntry } from "../../../src/core/source/entry.ts";
import { isDurableObject } from "../../../src/core/source/knownBases.ts";
import type { ModuleEntry } from "../../../src/core/source/model.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { diskFiles } from "../../../src/node/fileSystem.ts";

const folder = toFilePath(path.resolve("."));
const main = toFilePath(path.resolve("worker.ts"));

/** The packages on disk, and an entry that is only in memory. */
function withEntry(text: string): FileSystem {
  return {
    ...diskFiles,
    stat: (each) => (each === main ? { kind: "file", size: text.length } : diskFiles.stat(each)),
    readFile: (each) => (each === main ? text : diskFiles.readFile(each)),
    realPath: (each) => (each === main ? main : diskFiles.realPath(each)),
  };
}

function entryOf(text: string): ModuleEntry {
  const request = { main, noBundle: false, buildCommand: false, configFolder: folder };
  const entry = readEntry(new ModuleGraph(withEntry(text)), request);
  assert.ok(entry.kind === "module");
  return entry;
}

/** Classes as their packages publish them. */
const published = [
  ["agents", "Agent"],
  ["agents/mcp", "McpAgent"],
  ["agents/chat-sdk", "ChatSdkStateAgent"],
  ["partyserver", "Server"],
  ["@cloudflare/containers", "Container"],
  ["@cloudflare/actors", "Actor"],
] as const;

describe("real packages", () => {
  for (const [module, name] of published) {
    it(`${name} of ${module} is a Durable Object, re-exported by its name`, () => {
      const value = entryOf(`export { ${name} as Mine } from "${module}";`).exports.names.get("Mine")?.value;
      assert.equal(value?.kind, "class");
      assert.equal(isDurableObject(value.declaration), "yes");
    });

    it(`${name} of ${module} is found behind export *`, () => {
      const { names, open } = entryOf(`export * from "${module}";`).exports;
      assert.equal(names.get(name)?.value.kind, "class");
      assert.deepEqual(open, []);
      assert.deepEqual(
        [...names.values()].filter(({ value }) => value.kind === "missing"),
        [],
      );
    });

    it(`a class that extends ${name} of ${module} is a Durable Object, and the package is not read for it`, () => {
      const text = `import { ${name} as Base } from "${module}"; export class Mine extends Base<Env> {}`;
      const entry = entryOf(text);
      const value = entry.exports.names.get("Mine")?.value;
      assert.ok(value?.kind === "class" && isDurableObject(value.declaration) === "yes");
      assert.equal(entry.modules.size, 1);
      assert.equal(
        [...entry.reads].some((each) => each.endsWith(".js")),
        false,
      );
    });
  }

  it("classes of other kinds are none", () => {
    for (const [module, name] of [
      ["@cloudflare/containers", "ContainerProxy"],
      ["agents/workflows", "AgentWorkflow"],
      ["@cloudflare/actors", "Entrypoint"],
    ] as const) {
      const names = entryOf(`import { ${name} } from "${module}"; export class Mine extends ${name} {}`).exports.names;
      const value = names.get("Mine")?.value;
      assert.ok(value?.kind === "class" && isDurableObject(value.declaration) === "no", name);
    }
  });

  it("types of a package are types, and a name that neither its code nor its types have is missing", () => {
    const names = entryOf('export { AgentContext, NoSuchThing } from "agents";').exports.names;
    assert.equal(names.get("AgentContext")?.value.kind, "type");
    assert.equal(names.get("NoSuchThing")?.value.kind, "missing");
  });
});
