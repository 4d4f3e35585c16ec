import assert from "node:assert/strict";
import { tailLines, TailReader } from "../../../src/core/wrangler/tail.ts";
import { LineSplitter, stripEscapes } from "../../../src/core/wrangler/text.ts";
import { waitFor } from "../../integration/support/waitFor.ts";
import { live, startScene, type Scene } from "./scene.ts";

describe("The real `wrangler tail` on a WebSocket of the API", function () {
  this.timeout(120_000);
  let scene: Scene;

  before(async () => {
    scene = await startScene();
    scene.write({ classes: ["Room"], exports: { Room: live } });
    await scene.run(["deploy"]);
  });
  after(async () => scene.end());

  it("tells each event, goes on after a broken connection, and takes the tail back when it is stopped", async () => {
    const { tails } = scene.api;
    const tail = scene.start(["tail", "--format=json"]);
    await waitFor("the connection", () => (tails.following("rooms") > 0 ? true : undefined), 60);
    tails.emit("rooms", event("join"));
    await waitFor("the event", () => whats(tail.printed())[0], 60);
    tails.cut();
    await waitFor("another connection", () => (tails.following("rooms") > 0 ? true : undefined), 60);
    tails.emit("rooms", event("leave"));
    await waitFor("the event", () => whats(tail.printed())[1], 60);
    assert.deepEqual(whats(tail.printed()), ["Room.join()", "Room.leave()"]);
    tail.run.stop();
    assert.deepEqual((await tail.outcome).end, { kind: "stopped" });
    assert.equal(tails.left, 0);
  });

  it("says that a Worker is not deployed", async () => {
    scene.account.scripts.clear();
    const { findings } = await scene.run(["tail", "--format=json"]);
    assert.deepEqual(
      findings.map((each) => each.kind),
      ["workerNotDeployed"],
    );
  });

  function event(rpcMethod: string): object {
    return {
      outcome: "ok",
      entrypoint: "Room",
      executionModel: "durableObject",
      durableObjectId: "0123456789abcdef",
      eventTimestamp: Date.UTC(2026, 10, 1),
      event: { rpcMethod },
      logs: [{ level: "log", message: ["hello"] }],
      exceptions: [],
    };
  }

  function whats(printed: string): readonly string[] {
    const reader = new TailReader();
    const events = new LineSplitter().push(printed).flatMap((line) => reader.push(stripEscapes(line)) ?? []);
    assert.ok(events.every((each) => tailLines(each).some((line) => line.includes("hello"))));
    return events.map((each) => each.what);
  }
});
