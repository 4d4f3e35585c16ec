import assert from "node:assert/strict";
import { makeProject, counterConfig, counterSource, type TestProject } from "./project.ts";
import { endGroups, inGroup, leftOf } from "./processTable.ts";
import { startRecorded, type RecordedSession } from "./recorder.ts";

describe("A dev session of the real wrangler", function () {
  this.timeout(240_000);
  let project: TestProject;
  let recorded: RecordedSession;
  before(async () => {
    project = makeProject({ "wrangler.jsonc": counterConfig, "src/index.ts": counterSource });
    recorded = await startRecorded(project.folder, ["wrangler.jsonc"]);
  });
  after(() => {
    endGroups([recorded.session.group]);
    project.remove();
  });

  it("is ready with the address at which the Durable Object answers", async () => {
    await recorded.until(() => recorded.session.state.kind === "ready");
    assert.equal(await get("/"), "count 1");
    assert.equal(await get("/"), "count 2");
    await recorded.until(() => recorded.answers() === 2);
  });

  it("reloads after an edit and keeps what is stored", async () => {
    project.write("src/index.ts", counterSource.replace("count $", "counted $"));
    await recorded.until(() => recorded.reloads() === 1);
    assert.deepEqual(recorded.states.slice(-2), ["reloading", "ready"]);
    assert.equal(await get("/"), "counted 3");
    await recorded.until(() => recorded.answers() === 3);
  });

  it("has an exception at the line that threw it, until the next build", async () => {
    const answers = recorded.answers();
    await get("/fail");
    await recorded.until(() => recorded.findings().length > 0);
    assert.equal(recorded.answers(), answers);
    const [finding] = recorded.findings();
    assert.equal(finding?.kind, "runtimeException");
    assert.deepEqual(finding?.guilty.place, { path: project.file("src/index.ts"), line: 9, column: 11 });
    project.write("src/index.ts", counterSource);
    await recorded.until(() => recorded.reloads() === 2);
    assert.deepEqual(recorded.findings(), []);
  });

  it("is failing after a mistake, holds requests back, and answers them after its correction", async () => {
    project.write("src/index.ts", `${counterSource}\nexport cl`);
    await recorded.until(() => recorded.session.state.kind === "failing");
    await recorded.until(() => recorded.findings().length > 0);
    assert.deepEqual(
      recorded.findings().map((each) => [each.kind, each.guilty.place?.path]),
      [["buildError", "src/index.ts"]],
    );
    const answer = get("/");
    project.write("src/index.ts", counterSource);
    await recorded.until(() => recorded.session.state.kind === "ready");
    assert.equal(await answer, "count 4");
    assert.deepEqual(recorded.findings(), []);
  });

  it("names the class that a crash at start-up is about", async () => {
    const config = counterConfig.replace(
      '"exports":{',
      '"exports":{"Nope":{"type":"durable-object","storage":"sqlite"},',
    );
    project.write("wrangler.jsonc", config);
    await recorded.session.done;
    assert.equal(recorded.session.state.kind, "ended");
    assert.deepEqual(
      recorded.findings().map((each) => [each.kind, each.guilty.classes]),
      [["declaredClassNotExported", ["Nope"]]],
    );
    assert.deepEqual(await leftOf(recorded.session.group, 20_000), []);
  });

  async function get(path: string): Promise<string> {
    return (await fetch(new URL(path, recorded.url()))).text();
  }
});

describe("Two dev sessions at once", function () {
  this.timeout(240_000);
  const config = (name: string): string => JSON.stringify({ name, main: "index.js", compatibility_date: "2026-11-01" });
  const source = (name: string): string => `export default { fetch: () => new Response("this is ${name}") };`;
  const groups: (number | undefined)[] = [];
  let project: TestProject;
  before(() => {
    project = makeProject({
      "a/wrangler.json": config("a"),
      "a/index.js": source("a"),
      "b/wrangler.json": config("b"),
      "b/index.js": source("b"),
    });
  });
  after(() => {
    endGroups(groups);
    project.remove();
  });

  it("answer side by side, and stopping one leaves nothing of it and all of the other", async () => {
    const sessions = await Promise.all(["a", "b"].map((name) => startRecorded(project.file(name), ["wrangler.json"])));
    groups.push(...sessions.map((each) => each.session.group));
    await Promise.all(sessions.map((each) => each.until(() => each.session.state.kind === "ready")));
    const texts = await Promise.all(sessions.map(async (each) => (await fetch(each.url())).text()));
    assert.deepEqual(texts, ["this is a", "this is b"]);
    const [first, second] = sessions;
    assert.ok(inGroup(first?.session.group).some((row) => row.command.includes("workerd")));
    assert.deepEqual(await first?.session.stop(), { kind: "stopped" });
    assert.deepEqual(await leftOf(first?.session.group, 20_000), []);
    assert.equal(await (await fetch(second?.url() ?? "")).text(), "this is b");
    await second?.session.stop();
    assert.deepEqual(await leftOf(second?.session.group, 20_000), []);
  });
});
