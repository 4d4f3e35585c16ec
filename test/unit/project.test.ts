import assert from "node:assert/strict";
import { findConfigs } from "../../src/core/discovery.ts";
import { shadowOf } from "../../src/core/wrangler/discovered.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import { MemoryFiles } from "../support/memoryFiles.ts";
import { checkAll, projectOf, type TestProject } from "../support/project.ts";

const config = (name: string) => `name = "${name}"
main = "src/index.ts"
compatibility_date = "2026-11-01"
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
[exports.Room]
type = "durable-object"
storage = "sqlite"
`;
/** Its binding is used: of one that is not, the other configurations are asked. */
const worker = (name: string) => ({
  [`${name}/wrangler.toml`]: config(name),
  [`${name}/src/index.ts`]: `export { Room } from "./a";\nexport default { fetch: (request, env) => new Response(env.ROOM.idFromName("a")) };\n`,
  [`${name}/src/a.ts`]: `export { Room } from "./b";\n`,
  [`${name}/src/b.ts`]: `export { Room } from "./room";\n`,
  [`${name}/src/room.ts`]: `export class Room {}\n`,
});

/** A Worker with a class of its own, and a binding to that of another. */
const bound = (index: number, other: number): Record<string, string> => ({
  [`w${index}/wrangler.toml`]: `${config(`w${index}`).replaceAll("Room", `Room${index}`)}
[[durable_objects.bindings]]
name = "OTHER"
class_name = "Room${other}"
script_name = "w${other}"
`,
  [`w${index}/src/index.ts`]: `export class Room${index} {}\nexport default {};\n`,
});

describe("the project", () => {
  it("a change three imports away makes the configuration stale, and nothing else", () => {
    const test = opened({ ...worker("a"), ...worker("b") });
    test.files.write("a/src/room.ts", `class Room {}\n`);
    assert.deepEqual(test.project.fileChanged(toFilePath("/w/a/src/room.ts")), ["/w/a/wrangler.toml"]);
    test.files.resetCounts();
    assert.deepEqual(
      checkAll(test.project)
        .filter((each) => each.severity !== "hint")
        .map((each) => `${each.rule} ${each.path}`),
      ["reexport-of-missing-name /w/a/src/index.ts"],
    );
    assert.deepEqual(
      test.files.reads.filter((path) => path.endsWith(".ts")),
      ["/w/a/src/room.ts"],
    );
  });

  it("an unchanged project is not read again", () => {
    const test = opened({ ...worker("a"), ...worker("b") });
    test.files.resetCounts();
    checkAll(test.project);
    assert.deepEqual([test.files.reads, test.files.foldersRead], [[], []]);
  });

  it("a Worker is not read more often the more there are", () => {
    const workOf = (count: number): readonly number[] => {
      const all = Array.from({ length: count }, (_, index) => bound(index, (index + 1) % count));
      const { files } = opened(Object.assign({}, ...all));
      return [files.reads.length / count, files.stats.length / count];
    };
    assert.deepEqual(workOf(40), workOf(4));
  });

  it("a Worker that another binds is looked up as it is now", () => {
    const test = opened({ ...bound(0, 1), ...bound(1, 0) });
    const rulesFound = () =>
      checkAll(test.project)
        .filter((each) => each.severity !== "hint")
        .map((each) => `${each.rule} ${each.path}`);
    assert.deepEqual(rulesFound(), []);
    const changed = bound(1, 0)["w1/wrangler.toml"]?.replaceAll("Room1", "Hall") ?? "";
    test.project.fileChanged(test.files.write("w1/src/index.ts", "export class Hall {}\nexport default {};\n"));
    checkAll(test.project);
    const other = test.files.write("w1/wrangler.toml", changed);
    assert.deepEqual(test.project.fileChanged(other).toSorted(), ["/w/w0/wrangler.toml", "/w/w1/wrangler.toml"]);
    assert.deepEqual(rulesFound(), ["external-script-class-missing /w/w0/wrangler.toml"]);
    assert.deepEqual(test.project.remove(other), ["/w/w0/wrangler.toml"]);
    assert.deepEqual(rulesFound(), []);
  });

  it("a file that was missing makes stale who looked for it", () => {
    const { "a/src/room.ts": room = "", ...others } = worker("a");
    const test = opened(others);
    test.files.write("a/src/room.ts", room);
    assert.deepEqual(test.project.fileChanged(toFilePath("/w/a/src/room.ts")), ["/w/a/wrangler.toml"]);
  });

  it("an installed wrangler makes stale who looked for it", () => {
    const test = opened({
      "wrangler.toml": config("a").replace(/\[exports[^]*/, ""),
      "src/index.ts": `export { Room } from "rooms";\nexport default {};\n`,
    });
    const messages = () => checkAll(test.project).map((each) => each.fixes[0]?.title);
    assert.deepEqual(messages(), ["Declare Room in `exports` with SQLite storage"]);
    test.files.write("node_modules/wrangler/package.json", `{ "version": "4.90.0" }`);
    assert.deepEqual(test.project.fileChanged(toFilePath("/w/node_modules/wrangler/package.json")), [
      "/w/wrangler.toml",
    ]);
    assert.deepEqual(messages(), ["Add Room to a new migration with SQLite storage"]);
  });

  it("files that are empty, binary, in UTF-16 or too large give at most one problem", () => {
    for (const text of [
      "",
      "\0\u0001\u0002PNG",
      "\uFFFD\uFFFDn\0a\0m\0e\0",
      "\uFEFF",
      `name = "${"x".repeat(1_000_001)}"`,
    ]) {
      for (const name of ["wrangler.toml", "wrangler.jsonc"]) {
        assert.ok(checkAll(projectOf({ [name]: text }).project).length <= 1, JSON.stringify(text.slice(0, 20)));
      }
    }
  });

  it("a main that leaves the workspace or is a folder is no crash", () => {
    for (const main of ["../../../etc/passwd", "src", "/", "", "."]) {
      const { project } = projectOf({ "wrangler.toml": config("a").replace("src/index.ts", main), "src/index.ts": "" });
      assert.ok(checkAll(project).length <= 1, main);
    }
  });
});

describe("which files are configurations", () => {
  it("wrangler.{json,jsonc,toml} and wrangler.*.{json,jsonc,toml} outside packages and build output", () => {
    const files = new MemoryFiles({
      "wrangler.toml": "",
      "packages/a/wrangler.jsonc": "",
      "packages/a/wrangler.dev.json": "",
      "packages/a/wrangler.yaml": "",
      "packages/a/my-wrangler.toml": "",
      "node_modules/x/wrangler.toml": "",
      "dist/wrangler.json": "",
      ".wrangler/deploy/wrangler.json": "",
    });
    assert.deepEqual(findConfigs(files, toFilePath("/w")), [
      "/w/packages/a/wrangler.dev.json",
      "/w/packages/a/wrangler.jsonc",
      "/w/wrangler.toml",
    ]);
  });

  it("wrangler looks for each name all the way up before it looks for the next", () => {
    const files = new MemoryFiles({
      "wrangler.json": "",
      "a/wrangler.toml": "",
      "a/wrangler.dev.toml": "",
      "a/b/wrangler.jsonc": "",
    });
    assert.equal(shadowOf(files, toFilePath("/w/a/wrangler.toml")), "/w/wrangler.json");
    assert.equal(shadowOf(files, toFilePath("/w/a/b/wrangler.jsonc")), "/w/wrangler.json");
    assert.equal(shadowOf(files, toFilePath("/w/a/wrangler.dev.toml")), undefined);
    assert.equal(shadowOf(files, toFilePath("/w/wrangler.json")), undefined);
  });

  it("a configuration that is passed over gets the hint that says so, and nothing else", () => {
    const { project } = projectOf({ "wrangler.jsonc": "{}", "wrangler.toml": config("a").replace("Room", "Rom") });
    assert.deepEqual(
      checkAll(project).map((each) => each.rule),
      ["config-shadowed"],
    );
  });
});

/** A project that has been checked once. */
function opened(files: Readonly<Record<string, string>>): TestProject {
  const test = projectOf(files);
  checkAll(test.project);
  return test;
}
