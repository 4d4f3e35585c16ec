import assert from "node:assert/strict";
import { planDeploy, type DeployPlan } from "../../../src/core/wrangler/plan.ts";
import { planText } from "../../../src/core/wrangler/planText.ts";
import type {
  ClassEvent,
  ClassSummary,
  DeployedState,
  EnvironmentSummary,
} from "../../../src/core/wrangler/summary.ts";

const created = (tag?: string): ClassEvent => ({ kind: "created", tag });
const deleted = (tag?: string): ClassEvent => ({ kind: "deleted", tag });

describe("The plan of a deploy", () => {
  it("has what happens to each class since the last deploy from here", () => {
    const before = state(
      "migrations",
      ["v1"],
      [live("A", created("v1")), live("B", created("v1")), live("C", created("v1"))],
    );
    const plan = planDeploy(
      now(
        "migrations",
        ["v1", "v2"],
        [
          live("A", created("v1")),
          { ...live("B", created("v1"), deleted("v2")), state: "deleted" },
          { ...live("C", created("v1"), { kind: "renamedTo", tag: "v2", other: "D" }), state: "renamed" },
          live("D", { kind: "renamedFrom", tag: "v2", other: "C" }),
          live("E", created("v2")),
        ],
      ),
      before,
    );
    assert.deepEqual(brief(plan), ["deleted B", "renamed C", "created E"]);
    assert.deepEqual(plan.deletes, [{ className: "B", isCertain: true }]);
    assert.deepEqual([plan.basis, plan.pendingTags], ["deploy", ["v2"]]);
    assert.match(planText(plan).lines[0]?.text ?? "", /Deletes B and ALL its data/);
  });

  it("is empty where nothing has changed", () => {
    const before = state("migrations", ["v1"], [live("A", created("v1"))]);
    const plan = planDeploy(now("migrations", ["v1"], [live("A", created("v1"))]), before);
    assert.deepEqual([brief(plan), plan.warnings, plan.pendingTags], [[], [], []]);
  });

  it("sees a class that is deleted and created anew under its name", () => {
    const before = state("migrations", ["v1"], [live("A", created("v1"))]);
    const plan = planDeploy(
      now("migrations", ["v1", "v2", "v3"], [live("A", created("v1"), deleted("v2"), created("v3"))]),
      before,
    );
    assert.deepEqual(brief(plan), ["deleted A", "created A"]);
  });

  it("compares with git where there is no deploy, but does not take a committed deletion for deployed", () => {
    const classes = [
      live("A", created("v1")),
      { ...live("B", created("v1"), deleted("v2")), state: "deleted" as const },
    ];
    const plan = planDeploy(
      { ...now("migrations", ["v1", "v2"], classes), committed: state("migrations", ["v1", "v2"], classes) },
      undefined,
    );
    assert.equal(plan.basis, "git");
    assert.deepEqual(plan.deletes, [{ className: "B", isCertain: false }]);
    const later = {
      ...now("migrations", ["v1", "v2", "v3"], classes),
      committed: state("migrations", ["v1", "v2", "v3"], classes),
    };
    assert.deepEqual(planDeploy(later, undefined).deletes, []);
  });

  it("takes the whole history as possible where nothing is known, and says so", () => {
    const classes = [
      live("A", created("v1")),
      { ...live("B", created("v1"), deleted("v2")), state: "deleted" as const },
    ];
    const plan = planDeploy(now("migrations", ["v1", "v2"], classes), undefined);
    assert.equal(plan.basis, "none");
    assert.deepEqual(plan.deletes, [{ className: "B", isCertain: false }]);
    assert.match(planText(plan).basis, /not known/);
    assert.match(planText(plan).lines[0]?.text ?? "", /if it does not exist yet/);
  });

  it("reads `exports` against what was live: tombstones that were applied do nothing any more", () => {
    const before = state("exports", [], [live("A", created()), { ...live("Gone", deleted()), state: "deleted" }]);
    const plan = planDeploy(
      now(
        "exports",
        [],
        [
          { ...live("A", { kind: "renamedTo", tag: undefined, other: "B" }), state: "renamed" },
          live("B", created()),
          { ...live("Gone", deleted()), state: "deleted" },
        ],
      ),
      before,
    );
    assert.deepEqual(brief(plan), ["renamed A"]);
  });

  it("warns of a tag that is gone, of a class that was dropped, and of what cannot be taken back", () => {
    const before = state("migrations", ["v1"], [live("A", created("v1")), live("B", created("v1"))]);
    const renamedTag = planDeploy(now("migrations", ["first"], [live("A", created("first"))]), before);
    assert.deepEqual(
      renamedTag.warnings.map((each) => each.kind),
      ["tagUnknown", "classDropped", "noRollback"],
    );
    const converted = planDeploy(now("exports", [], [live("A", created()), live("B", created())]), before);
    assert.deepEqual(
      converted.warnings.map((each) => each.kind),
      ["toExports"],
    );
  });

  it("has the bindings that come and go", () => {
    const before = { ...state("none", [], []), bindings: [binding("OLD"), binding("SAME")] };
    const plan = planDeploy({ ...now("none", [], []), bindings: [binding("SAME"), binding("NEW")] }, before);
    assert.deepEqual([plan.bindingsAdded, plan.bindingsRemoved], [[binding("NEW")], [binding("OLD")]]);
  });

  function brief(plan: DeployPlan): readonly string[] {
    return plan.changes.map((each) => `${each.kind} ${each.className}`);
  }

  function binding(name: string): EnvironmentSummary["bindings"][number] {
    return { name, className: "A", scriptName: undefined };
  }

  function live(name: string, ...events: readonly ClassEvent[]): ClassSummary {
    return { name, storage: "sqlite", state: "live", events };
  }

  function state(
    dialect: DeployedState["lifecycle"]["dialect"],
    tags: readonly string[],
    classes: readonly ClassSummary[],
  ): DeployedState {
    return { lifecycle: { dialect, tags, classes }, bindings: [] };
  }

  function now(...args: Parameters<typeof state>): EnvironmentSummary {
    return {
      ...state(...args),
      name: null,
      workerName: "rooms",
      main: undefined,
      compatibilityDate: undefined,
      accountId: undefined,
      exported: [],
      committed: undefined,
    };
  }
});
