import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { endGroups, inGroup, leftOf } from "./processTable.ts";
import { counterConfig, counterSource, makeProject, type TestProject } from "./project.ts";
import { startRecorded, type RecordedSession } from "./recorder.ts";

/** What is looked at is the process table: the supervisor, wrangler's bin, its second Node, esbuild and workerd. */
describe("No process of a dev session outlives it", function () {
  this.timeout(240_000);
  const groups: (number | undefined)[] = [];
  let project: TestProject;
  before(function () {
    // Groups are what POSIX has; on Windows the tree is ended by taskkill.
    if (process.platform === "win32") this.skip();
    project = makeProject({ "wrangler.jsonc": counterConfig, "src/index.ts": counterSource });
  });
  afterEach(() => endGroups(groups));
  after(() => project?.remove());

  it("after SIGKILL of wrangler's bin, which is noticed within a second", async () => {
    const recorded = await ready();
    process.kill(find(recorded, "bin/wrangler.js"), "SIGKILL");
    await assertNoticed(recorded, (state) => state.signal === "SIGKILL");
  });

  it("after SIGKILL of the second Node, which is noticed within a second", async () => {
    const recorded = await ready();
    process.kill(find(recorded, "wrangler-dist/cli.js"), "SIGKILL");
    await assertNoticed(recorded, (state) => state.code === 137);
  });

  it("after SIGKILL of the supervisor", async () => {
    const recorded = await ready();
    process.kill(recorded.session.group ?? 0, "SIGKILL");
    await assertNoticed(recorded, (state) => state.signal === "SIGKILL");
  });

  it("after SIGKILL of the host, which closes the channel", async () => {
    const script = path.resolve("test/wrangler/sessions/host.ts");
    const host = spawn(process.execPath, [script, project.folder], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface(host.stdout)) {
      if (line.startsWith("group ")) groups.push(Number(line.slice("group ".length)));
      if (line === "ready") break;
    }
    assert.ok(inGroup(groups.at(-1)).length >= 4);
    host.kill("SIGKILL");
    await once(host, "exit");
    assert.deepEqual(await leftOf(groups.at(-1), 20_000), []);
  });

  it("after a stop that wrangler does not answer to", async () => {
    const recorded = await ready();
    process.kill(find(recorded, "bin/wrangler.js"), "SIGSTOP");
    await recorded.session.stop();
    assert.deepEqual(await leftOf(recorded.session.group, 20_000), []);
  });

  async function ready(): Promise<RecordedSession> {
    const recorded = await startRecorded(project.folder, ["wrangler.jsonc"]);
    groups.push(recorded.session.group);
    await recorded.until(() => recorded.session.state.kind === "ready");
    const commands = inGroup(recorded.session.group).map((row) => row.command);
    for (const name of ["supervisor", "bin/wrangler.js", "wrangler-dist/cli.js", "esbuild", "workerd"]) {
      assert.ok(
        commands.some((command) => command.includes(name)),
        `${name} among ${commands.join("\n")}`,
      );
    }
    return recorded;
  }

  function find(recorded: RecordedSession, name: string): number {
    const row = inGroup(recorded.session.group).find(
      (each) => each.command.includes(name) && !each.command.includes("supervisor"),
    );
    assert.ok(row, name);
    return row.pid;
  }

  async function assertNoticed(
    recorded: RecordedSession,
    isExpected: (state: { readonly code: number | undefined; readonly signal: string | undefined }) => boolean,
  ): Promise<void> {
    await recorded.until(() => recorded.session.state.kind === "ended", 1000);
    const { state } = recorded.session;
    assert.ok(state.kind === "ended" && isExpected(state), JSON.stringify(state));
    assert.deepEqual(await leftOf(recorded.session.group, 20_000), []);
  }
});
