import assert from "node:assert/strict";
import { isExcluded } from "../../src/core/exclude.ts";
import { rules } from "../../src/core/rules/index.ts";
import { drawing } from "../fuzz/random.ts";
import { readSeeds } from "../fuzz/seeds.ts";
import { at, MemoryFiles } from "../support/memoryFiles.ts";
import { checkAll, openProject, projectOf } from "../support/project.ts";
import { closedFiles, shiftingFiles } from "./shifting.ts";

const config = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[exports.Room]
type = "durable-object"
storage = "sqlite"
`;
const room = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\n`;
const handler = `export default { fetch: (request, env) => env.ROOM.getByName(new URL(request.url).pathname).fetch(request) };\n`;

function rulesIn(files: Readonly<Record<string, string>>): readonly string[] {
  return checkAll(projectOf(files).project).map(({ rule }) => rule);
}

describe("files that", function () {
  this.timeout(120_000);

  it("vanish, become folders or shrink while they are read make nothing throw", () => {
    const seeds = readSeeds();
    let checked = 0;
    for (const [index, { files }] of seeds.entries()) {
      const project = openProject(shiftingFiles(new MemoryFiles(files), drawing(index)));
      for (const path of [...project.configs, at("wrangler.toml"), at("wrangler.jsonc")]) {
        project.add(path);
        for (const worker of project.analyse(path)?.workers ?? []) {
          for (const rule of rules) checked += [...rule.check(worker)].length;
        }
        for (const file of Object.keys(files)) project.fileChanged(at(file));
        project.folderChanged(at("src"));
      }
      checkAll(project);
    }
    assert.ok(checked > 100, `${checked} findings`);
  });

  it("may not be read prove nothing about the classes in them", () => {
    const files = new MemoryFiles({
      "wrangler.toml": config,
      "src/index.ts": `export * from "./room";\n${handler}`,
      "src/room.ts": room,
    });
    for (const closed of ["src/room.ts", "src/index.ts", "src"]) {
      const project = openProject(closedFiles(files, (path) => path === at(closed)));
      const errors = checkAll(project).filter(
        ({ severity, rule }) => severity === "error" && rule !== "main-not-found",
      );
      assert.deepEqual(errors, [], closed);
    }
    assert.deepEqual(checkAll(openProject(closedFiles(files, () => true))), []);
  });

  it("configure TypeScript and cannot be read, are empty or nested without end change nothing", () => {
    const worker = {
      "wrangler.toml": config,
      "src/index.ts": `export * from "./room";\n${handler}`,
      "src/room.ts": room,
    };
    for (const text of [
      "",
      "[]",
      "1",
      "\0",
      `{ "extends": ${"[".repeat(50_000)}`,
      `{ "extends": ["./tsconfig.json", 1, null] }`,
    ])
      assert.deepEqual(rulesIn({ ...worker, "tsconfig.json": text }), []);
    const closed = closedFiles(
      new MemoryFiles({ ...worker, "tsconfig.json": "{}" }),
      (path) => path === at("tsconfig.json"),
    );
    assert.deepEqual(checkAll(openProject(closed)), []);
  });

  it("are folders where a configuration, an entry or a module should be are no files", () => {
    const found = rulesIn({ "wrangler.toml": config, "src/index.ts/a.ts": room, "wrangler.jsonc/package.json": "{}" });
    assert.deepEqual(found, ["main-not-found"]);
  });

  it("lie outside of the workspace are read where `main` or a link leads there, and are not looked for otherwise", () => {
    const outside = { "../outside/index.ts": room + handler, "../outside/wrangler.toml": config };
    const byMain = projectOf({ ...outside, "wrangler.toml": config.replace("src/index.ts", "../outside/index.ts") });
    assert.deepEqual(checkAll(byMain.project), []);
    assert.deepEqual(byMain.project.configs, [at("wrangler.toml")]);
    const byLink = { "../outside/index.ts": room + handler, "wrangler.toml": config, src: { link: "../outside" } };
    assert.deepEqual(checkAll(projectOf(byLink).project), []);
    for (const main of [
      "/etc/passwd",
      "/dev/zero",
      "../../../../../../../..",
      "src/../../..",
      "\\\\server\\share",
      "file:///etc/passwd",
      "a\0b",
      "~/.ssh/id_rsa",
    ]) {
      const found = checkAll(projectOf({ "wrangler.jsonc": JSON.stringify({ name: "chat", main }) }).project);
      assert.ok(
        found.every(({ path }) => path === at("wrangler.jsonc")),
        main,
      );
    }
  });
});

describe("patterns that match in as many ways as they can", () => {
  it("take no longer than others, in .gitignore and in the settings", () => {
    const name = "a".repeat(200);
    const stars = "*a".repeat(30);
    const ignored = {
      "wrangler.toml": config.replace("src/index.ts", `${name}/index.ts`),
      ".gitignore": `${stars}b\n${"**/*a".repeat(30)}b\n`,
    };
    assert.deepEqual(rulesIn(ignored), ["main-not-found"]);
    const patterns = [`${stars}b`, `{${"{a,b},".repeat(50)}}`];
    assert.equal(isExcluded(patterns, at("."), at(`${name}/wrangler.toml`)), false);
  });
});

describe("folders without end", () => {
  it("are not all looked through for a class that a fix might export", () => {
    const folders = Array.from({ length: 5000 }, (_, index) => [`src/f${index}/readme.md`, ""] as const);
    const { files, project } = projectOf({
      ...Object.fromEntries(folders),
      "wrangler.toml": config,
      "src/index.ts": `export default { fetch: () => new Response("ok") };\n`,
    });
    files.resetCounts();
    assert.ok(checkAll(project).some(({ rule }) => rule === "bound-class-not-exported"));
    assert.ok(files.foldersRead.length < 2500, `${files.foldersRead.length} folders were read`);
  });
});

describe("modules that", function () {
  this.timeout(240_000);

  it("import each other in circles end", () => {
    const files = {
      "wrangler.toml": config,
      "src/index.ts": `export * from "./a";\nexport * from "./index";\n${handler}`,
      "src/a.ts": `export * from "./b";\nimport "./index";\n`,
      "src/b.ts": `export * from "./a";\nexport { Room } from "./c";\n`,
      "src/c.ts": `export { Room } from "./b";\n`,
    };
    assert.ok(Array.isArray(rulesIn(files)));
    assert.deepEqual(rulesIn({ ...files, "src/c.ts": `${room}export * from "./a";\n` }), []);
  });

  it("are a barrel of 10,000 files give the class in the last of them", () => {
    const count = 10_000;
    const files: Record<string, string> = { "wrangler.toml": config };
    const names = Array.from({ length: count }, (_, index) => `m${index}`);
    for (const name of names) files[`src/${name}.ts`] = `export const ${name} = 1;\n`;
    files[`src/m${count - 1}.ts`] = room;
    files["src/index.ts"] = `${names.map((name) => `export * from "./${name}";\n`).join("")}${handler}`;
    const { project } = projectOf(files);
    assert.deepEqual(checkAll(project), []);
    // A second check reads nothing again.
    assert.deepEqual(checkAll(project), []);
  });

  it("re-export each other 10,000 deep end without a false alarm", () => {
    const count = 10_000;
    for (const link of [
      (next: string) => `export * from "./${next}";\n`,
      (next: string) => `export { Room } from "./${next}";\n`,
    ]) {
      const files: Record<string, string> = { "wrangler.toml": config, "src/index.ts": link("m0") + handler };
      for (let index = 0; index < count; index++) files[`src/m${index}.ts`] = link(`m${index + 1}`);
      files[`src/m${count}.ts`] = room;
      assert.deepEqual(rulesIn(files), []);
    }
  });
});
