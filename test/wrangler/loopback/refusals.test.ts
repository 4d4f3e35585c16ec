import assert from "node:assert/strict";
import { explain } from "../../../src/core/wrangler/explain/explain.ts";
import type { FindingKind } from "../../../src/core/wrangler/findings/finding.ts";
import type { Account } from "./account.ts";
import { startScene, type Scene, type Shape } from "./scene.ts";

interface Refusal {
  readonly kind: FindingKind;
  readonly code: number;
  readonly shape: Shape;
  readonly plan?: Account["plan"];
}

describe("The real `wrangler deploy` refused by the API", function () {
  this.timeout(180_000);
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(async () => scene.end());

  const created = (field: string, ...classes: readonly string[]): readonly object[] => [
    { tag: "v1", [field]: classes },
  ];
  const bound = (binding: object): object => ({
    durable_objects: { bindings: [{ name: "A", class_name: "A", ...binding }] },
  });
  const refusals: readonly Refusal[] = [
    { kind: "bindingWithoutNamespace", code: 10_061, shape: { classes: ["A"] } },
    {
      kind: "bindingToMissingWorker",
      code: 10_061,
      shape: { classes: [], more: bound({ script_name: "nowhere" }) },
    },
    {
      kind: "bindingToMissingExport",
      code: 10_061,
      shape: { classes: [], more: bound({ script_name: "rooms" }) },
    },
    {
      kind: "createNotExported",
      code: 10_070,
      shape: { classes: [], migrations: created("new_sqlite_classes", "Gone") },
    },
    {
      kind: "compatibilityDateFuture",
      code: 10_021,
      shape: { classes: [], more: { compatibility_date: "2999-01-01" } },
    },
    {
      kind: "kvRefused",
      code: 10_099,
      plan: "paidWithoutKv",
      shape: { classes: ["A"], migrations: created("new_classes", "A") },
    },
  ];

  for (const { kind, code, shape, plan = "paid" } of refusals) {
    it(`explains ${kind} (${code})`, async () => {
      scene.account.plan = plan;
      scene.write(shape);
      const { findings, printed } = await scene.run(["deploy"]);
      assert.deepEqual(
        findings.map((each) => [each.kind, each.code]),
        [[kind, code]],
        printed,
      );
      for (const finding of findings) assert.notEqual(explain(finding).message, finding.original);
      assert.equal(scene.account.scripts.size, 0);
    });
  }
});
