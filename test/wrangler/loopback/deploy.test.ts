import assert from "node:assert/strict";
import { explain } from "../../../src/core/wrangler/explain/explain.ts";
import type { FindingKind, Guilty } from "../../../src/core/wrangler/findings/finding.ts";
import { waitFor } from "../../integration/support/waitFor.ts";
import { newAccount, type Account } from "./account.ts";
import type { Outcome, Started } from "./deployed.ts";
import { live, startScene, type Environment, type Scene } from "./scene.ts";
import type { Loopback } from "./server.ts";

describe("The real `wrangler deploy` against an API that keeps namespaces, tags and bindings", function () {
  this.timeout(180_000);
  let scene: Scene;
  let account: Account;
  let api: Loopback;

  beforeEach(async () => {
    scene = await startScene();
    ({ account, api } = scene);
  });
  afterEach(async () => scene.end());

  it("deploys for the first time, again without a change, and with a new class", async () => {
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    const first = await deploy();
    assert.deepEqual(first.end, { kind: "exited", code: 0, signal: undefined });
    const [deployed] = first.entries.filter((each) => each.type === "deploy");
    assert.deepEqual(deployed?.targets, ["https://rooms.acme.workers.dev"]);
    assert.equal(deployed?.versionId, account.scripts.get("rooms")?.versions[0]?.id);
    assert.deepEqual(scene.namespaces(), { Room: "sqlite" });

    const again = await deploy();
    assert.deepEqual(again.findings, []);
    assert.ok(api.requests.some((each) => each.endsWith("POST /accounts/account/workers/scripts/rooms/versions")));

    scene.write({
      classes: ["Room", "Log"],
      migrations: [
        { tag: "v1", new_sqlite_classes: ["Room"] },
        { tag: "v2", new_sqlite_classes: ["Log"] },
      ],
    });
    assert.deepEqual((await deploy()).findings, []);
    assert.deepEqual(scene.namespaces(), { Room: "sqlite", Log: "sqlite" });
    assert.equal(account.scripts.get("rooms")?.migrationTag, "v2");
    assert.deepEqual(api.unknown, []);
  });

  it("explains each refusal of a history that does not fit what is deployed", async () => {
    scene.write({ classes: ["Room", "Old"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room", "Old"] }] });
    await deploy();

    // A class that is gone from the code, without a step.
    scene.write({
      classes: ["Room"],
      bound: ["Room"],
      migrations: [{ tag: "v1", new_sqlite_classes: ["Room", "Old"] }],
    });
    await refused("classGone", 10_064, { classes: ["Old"] });

    // Deleted while it is bound by the deployed version.
    const deletion = [
      { tag: "v1", new_sqlite_classes: ["Room", "Old"] },
      { tag: "v2", deleted_classes: ["Old"] },
    ];
    scene.write({ classes: ["Room"], bound: ["Room"], migrations: deletion });
    await refused("deleteWhileBound", 10_061, { classes: ["Old"] });

    // The tags were renamed, so everything is sent again.
    scene.write({ classes: ["Room", "Old"], migrations: [{ tag: "first", new_sqlite_classes: ["Room", "Old"] }] });
    await refused("createExisting", 10_074, { classes: ["Room"] });
    assert.deepEqual(scene.namespaces(), { Room: "sqlite", Old: "sqlite" });

    // In two deploys it works: first without the binding, then the deletion.
    scene.write({ classes: ["Room", "Old"], bound: ["Room"], migrations: deletion.slice(0, 1) });
    assert.deepEqual((await deploy()).findings, []);
    scene.write({ classes: ["Room"], bound: ["Room"], migrations: deletion });
    assert.deepEqual((await deploy()).findings, []);
    assert.deepEqual(scene.namespaces(), { Room: "sqlite" });
  });

  it("explains the Free plan, and a deploy that someone else has overtaken (412)", async () => {
    account.plan = "free";
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_classes: ["Room"] }] });
    await refused("freePlanNeedsSqlite", 10_097, {});
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    await deploy();

    scene.write({
      classes: ["Room", "Log"],
      migrations: [
        { tag: "v1", new_sqlite_classes: ["Room"] },
        { tag: "v2", new_sqlite_classes: ["Log"] },
      ],
    });
    api.faults.push({ on: /^PUT /, kind: "slow", times: 1, delay: 300 });
    const before = uploads();
    const overtaken = start();
    await waitFor("the upload", () => (uploads() > before ? true : undefined));
    const rooms = account.scripts.get("rooms");
    if (rooms !== undefined) rooms.migrationTag = "v9";
    const { findings } = await overtaken.outcome;
    assert.deepEqual(
      findings.map((each) => [each.kind, each.guilty]),
      [["tagPrecondition", { tag: "v9" }]],
    );
  });

  it("explains `exports` that do not fit, class by class", async () => {
    scene.write({ classes: ["Room", "Old"], exports: { Room: live, Old: live } });
    const first = await deploy();
    assert.match(first.printed, /Created: Room, Old/);
    scene.write({
      classes: ["Room", "Old"],
      bound: ["Room"],
      exports: { Room: live, Old: { type: "durable-object", state: "deleted" } },
    });
    const { findings } = await deploy();
    assert.deepEqual(
      findings.map((each) => [each.kind, each.scenario, each.guilty.classes]),
      [["exportsScenario", "tombstone_delete_class_still_in_code", ["Old"]]],
    );
    scene.write({
      classes: ["Room", "New"],
      exports: { Room: live, Old: { type: "durable-object", state: "renamed", renamed_to: "New" }, New: live },
    });
    assert.match((await deploy()).printed, /Renamed: Old → New/);
    assert.deepEqual(scene.namespaces(), { Room: "sqlite", New: "sqlite" });
  });

  it("is stopped by --strict where the dashboard has changed the Worker, and overwrites it without", async () => {
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    await deploy();
    const rooms = account.scripts.get("rooms");
    if (rooms !== undefined) {
      rooms.lastDeployedFrom = "dash";
      rooms.bindings = [...rooms.bindings, { name: "ADDED", className: "Room", scriptName: undefined }];
    }
    const versions = rooms?.versions.length;
    const strict = await deploy(["--strict"]);
    assert.deepEqual(
      strict.findings.map((each) => each.kind),
      ["refusedByStrict"],
    );
    assert.deepEqual(
      strict.entries.filter((each) => each.type === "deploy").map((each) => each.versionId),
      [undefined],
    );
    assert.equal(rooms?.versions.length, versions);
    assert.deepEqual((await deploy()).findings, []);
    assert.equal(rooms?.lastDeployedFrom, "wrangler");
  });

  it("asks for an account where the login reaches two, and for a login where there is none", async () => {
    api.accounts.set("0123", newAccount("0123", "Another"));
    api.accounts.set("4567", newAccount("4567", "Third"));
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    const several = await deploy([], { CLOUDFLARE_ACCOUNT_ID: undefined });
    assert.deepEqual(
      several.findings.map((each) => each.kind),
      ["severalAccounts"],
    );
    const wrong = await deploy([], { CLOUDFLARE_API_TOKEN: "wrong" });
    assert.deepEqual(
      wrong.findings.map((each) => each.kind),
      ["notLoggedIn"],
    );
    const none = await deploy([], { CLOUDFLARE_API_TOKEN: undefined });
    assert.deepEqual(
      none.findings.map((each) => each.kind),
      ["notLoggedIn"],
    );
  });

  it("says that the outcome is unknown where the network is cut in the middle, though the API has taken it", async () => {
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    api.faults.push({ on: /^PUT /, kind: "cutAfter", times: Number.POSITIVE_INFINITY });
    const { findings, end } = await deploy();
    assert.notDeepEqual(end, { kind: "exited", code: 0, signal: undefined });
    assert.deepEqual(scene.namespaces(), { Room: "sqlite" });
    // wrangler itself repeats the request, and the repetition meets what the first one has made.
    assert.equal(uploads(), 3);
    assert.deepEqual(
      findings.map((each) => each.kind),
      ["apiUnreachable"],
    );
    account.scripts.clear();
    api.faults.splice(0, 1, { on: /^PUT /, kind: "cutAfter", times: 1 });
    assert.deepEqual(
      (await deploy()).findings.map((each) => each.kind),
      ["tagPrecondition"],
    );
  });

  it("says so where the API fails, and waits where it is slow", async () => {
    scene.write({ classes: ["Room"], migrations: [{ tag: "v1", new_sqlite_classes: ["Room"] }] });
    api.faults.push({ on: /^PUT /, kind: "error500", times: Number.POSITIVE_INFINITY });
    const failed = await deploy();
    assert.deepEqual(
      failed.findings.map((each) => each.kind),
      ["apiFailed"],
    );
    assert.equal(account.scripts.size, 0);
    api.faults.length = 0;
    api.faults.push({ on: /^PUT /, kind: "slow", times: 1, delay: 500 });
    assert.deepEqual((await deploy()).findings, []);
    // wrangler repeats a request after one 500 by itself.
    api.faults.push({ on: /\/versions$/, kind: "error500", times: 1 });
    assert.deepEqual((await deploy()).findings, []);
  });

  function start(extra: readonly string[] = [], env: Environment = {}): Started {
    return scene.start(["deploy", ...extra], env);
  }

  async function deploy(extra: readonly string[] = [], env: Environment = {}): Promise<Outcome> {
    return start(extra, env).outcome;
  }

  async function refused(kind: FindingKind, code: number, guilty: Guilty): Promise<void> {
    const before = scene.namespaces();
    const { findings, printed } = await deploy();
    assert.deepEqual(
      findings.map((each) => [each.kind, each.code, each.guilty]),
      [[kind, code, guilty]],
      printed,
    );
    for (const finding of findings) assert.notEqual(explain(finding).message, finding.original);
    assert.deepEqual(scene.namespaces(), before);
  }

  function uploads(): number {
    return api.requests.filter((each) => each.startsWith("PUT ")).length;
  }
});
