import assert from "node:assert/strict";
import path from "node:path";
import { findViteProject, viteDevArgs } from "../../../src/core/wrangler/vite.ts";
import { urlOf } from "../../../src/core/wrangler/session.ts";
import { diskFiles } from "../../../src/node/fileSystem.ts";
import { freePort, giveBack } from "../../../src/vscode/wrangler/ports.ts";
import { endGroups, leftOf } from "./processTable.ts";
import { counterConfig, counterSource, makeProject, nodeSpec, type TestProject } from "./project.ts";
import { record, startRecorded, type RecordedSession } from "./recorder.ts";

describe("A Worker together with the one that it binds", function () {
  this.timeout(240_000);
  const date = { compatibility_date: "2026-11-01", main: "index.js" };
  let project: TestProject;
  let recorded: RecordedSession;
  before(() => {
    project = makeProject({
      "a/wrangler.json": JSON.stringify({
        name: "a",
        ...date,
        durable_objects: { bindings: [{ name: "THERE", class_name: "There", script_name: "b" }] },
      }),
      "a/index.js": 'export default { fetch: async (_, env) => new Response(await env.THERE.getByName("x").hello()) };',
      "b/wrangler.json": JSON.stringify({
        name: "b",
        ...date,
        exports: { There: { type: "durable-object", storage: "sqlite" } },
      }),
      "b/index.js":
        'import { DurableObject } from "cloudflare:workers"; export class There extends DurableObject { hello() { return "from b"; } } export default {};',
    });
  });
  after(() => {
    endGroups([recorded.session.group]);
    project.remove();
  });

  it("reaches the other's Durable Object", async () => {
    recorded = await startRecorded(project.folder, ["a/wrangler.json", "b/wrangler.json"]);
    await recorded.until(() => recorded.session.state.kind === "ready");
    assert.equal(await (await fetch(recorded.url())).text(), "from b");
    await recorded.session.stop();
    assert.deepEqual(await leftOf(recorded.session.group, 20_000), []);
  });

  it("is told which binding refers to a class that the other does not have", async () => {
    const text = JSON.stringify({ name: "b", ...date });
    project.write("b/wrangler.json", text);
    recorded = await startRecorded(project.folder, ["a/wrangler.json", "b/wrangler.json"]);
    await recorded.session.done;
    assert.deepEqual(
      recorded.findings().map((each) => [each.kind, each.guilty]),
      [["remoteClassMissing", { binding: "THERE", classes: ["There"], script: "b" }]],
    );
  });
});

describe("A dev session of a Vite project", function () {
  this.timeout(240_000);
  let project: TestProject;
  let recorded: ReturnType<typeof record> | undefined;
  before(() => {
    project = makeProject({
      // The newest date that the workerd of the plugin's own wrangler knows.
      "wrangler.jsonc": counterConfig.replace("2026-11-01", "2026-10-01"),
      "src/index.ts": counterSource,
      "package.json": '{"type":"module","private":true}',
      "vite.config.ts":
        'import { cloudflare } from "@cloudflare/vite-plugin";\nexport default { plugins: [cloudflare()], cacheDir: ".vite" };',
    });
  });
  after(() => {
    endGroups([recorded?.session.group]);
    project.remove();
  });

  it("is the project's own vite, ready with its address, and answers", async () => {
    const vite = findViteProject(diskFiles, project.folder);
    assert.equal(vite?.configPath, project.file("vite.config.ts"));
    assert.ok(vite?.bin);
    recorded = record(
      nodeSpec(project.folder, [vite.bin, ...viteDevArgs(await freePort(), [])]),
      path.join(project.folder, "output.ndjson"),
    );
    const { session, until } = recorded;
    await until(() => session.state.kind === "ready", 60_000);
    assert.equal(await (await fetch(urlOf(session.state) ?? "")).text(), "count 1");
    await session.stop();
    assert.deepEqual(await leftOf(session.group, 20_000), []);
  });

  it("names the class that is declared and not exported", async () => {
    project.write("src/index.ts", counterSource.replace("export class Counter", "class Counter"));
    const bin = findViteProject(diskFiles, project.folder)?.bin ?? "";
    recorded = record(
      nodeSpec(project.folder, [bin, ...viteDevArgs(await freePort(), [])]),
      path.join(project.folder, "output.ndjson"),
    );
    await recorded.session.done;
    assert.deepEqual(
      recorded.findings().map((each) => each.kind),
      ["declaredClassNotExported"],
    );
  });
});

describe("A port for a session", () => {
  it("is the wanted one while it is free, and another one otherwise", async () => {
    const port = await freePort();
    const [first, second] = [await freePort(port + 1), await freePort(port + 1)];
    assert.notEqual(second, first);
    assert.notEqual(await freePort(port), port);
  });

  it("is the same again after it was given back, so that a restart keeps its address", async () => {
    const port = await freePort();
    giveBack([port]);
    assert.equal(await freePort(port), port);
  });
});
