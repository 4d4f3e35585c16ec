import assert from "node:assert/strict";
import { explain } from "../../../src/core/wrangler/explain/explain.ts";
import type { FindingKind, Guilty } from "../../../src/core/wrangler/findings/finding.ts";
import type { Script } from "./account.ts";
import type { Outcome } from "./deployed.ts";
import { live, startScene, type Scene } from "./scene.ts";

describe("The real wrangler's versions against an API that keeps them", function () {
  this.timeout(120_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(async () => scene.end());

  it("are uploaded beside the deployed one, share the traffic, and are rolled back", async () => {
    scene.write({ classes: ["Room"], exports: { Room: live } });
    await succeeds(["deploy"]);
    const uploaded = await succeeds(["versions", "upload", "--message=the second"]);
    const [first, second] = rooms().versions.map((each) => each.id);
    const [entry] = uploaded.entries.filter((each) => each.type === "version-upload");
    assert.equal(entry?.versionId, second);
    assert.deepEqual(shares(), { [first ?? ""]: 100 });

    const deployed = await succeeds(["versions", "deploy", `${first}@90`, `${second}@10`]);
    assert.deepEqual(shares(), { [first ?? ""]: 90, [second ?? ""]: 10 });
    assert.ok(deployed.entries.some((each) => each.type === "version-deploy"));

    await succeeds(["rollback", second ?? "", "--message=back again"]);
    assert.deepEqual(shares(), { [second ?? ""]: 100 });
    assert.equal(rooms().deployments[0]?.message, "back again");
    assert.deepEqual(scene.api.unknown, []);
  });

  it("are refused where only a deploy creates what they need, or their `exports` differ, with an explanation", async () => {
    scene.write({ classes: ["Room"], exports: { Room: live } });
    await refused(["versions", "upload"], "workerNotDeployed");
    await succeeds(["deploy"]);
    const both = { classes: ["Room", "Log"], exports: { Room: live, Log: live } };
    scene.write(both);
    await refused(["versions", "upload"], "bindingNeedsDeploy", { classes: ["Log"], binding: "LOG" });
    scene.write({ ...both, bound: ["Room"] });
    await succeeds(["versions", "upload"]);
    const [first, second] = rooms().versions.map((each) => each.id);
    await refused(["versions", "deploy", `${first}@50`, `${second}@50`], "exportsDiffer");
    assert.deepEqual(shares(), { [first ?? ""]: 100 });
  });

  it("are refused with a migration that is not applied yet", async () => {
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    await succeeds(["deploy"]);
    scene.write({
      classes: ["Room", "Log"],
      bound: ["Room"],
      migrations: [
        { tag: "v1", new_sqlite_classes: ["Room"] },
        { tag: "v2", new_sqlite_classes: ["Log"] },
      ],
    });
    await refused(["versions", "upload"], "migrationInVersionsUpload");
  });

  async function succeeds(args: readonly string[]): Promise<Outcome> {
    const outcome = await scene.run(args);
    assert.deepEqual(outcome.end, { kind: "exited", code: 0, signal: undefined }, outcome.printed);
    return outcome;
  }

  async function refused(args: readonly string[], kind: FindingKind, guilty: Guilty = {}): Promise<void> {
    const { findings, printed } = await scene.run(args);
    assert.deepEqual(
      findings.map((each) => [each.kind, each.guilty]),
      [[kind, guilty]],
      printed,
    );
    for (const finding of findings) assert.notEqual(explain(finding).message, finding.original);
  }

  function rooms(): Script {
    const found = scene.account.scripts.get("rooms");
    assert.ok(found);
    return found;
  }

  function shares(): Readonly<Record<string, number>> {
    return Object.fromEntries(rooms().deployments[0]?.shares ?? []);
  }
});
