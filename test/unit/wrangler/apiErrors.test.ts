import assert from "node:assert/strict";
import { explain } from "../../../src/core/wrangler/explain/explain.ts";
import type { FindingKind, Guilty } from "../../../src/core/wrangler/findings/finding.ts";
import { readFindings } from "../../../src/core/wrangler/findings/read.ts";

interface Case {
  readonly text: string;
  readonly kind: FindingKind;
  readonly guilty: Guilty;
  /** A part of the explanation. */
  readonly says: RegExp;
}

/** The wordings of the API, from Cloudflare's troubleshooting page and public deploy logs. */
const cases: readonly Case[] = [
  {
    text: "Can't set compatibility date in the future: 2030-01-01 [code: 10021]",
    kind: "compatibilityDateFuture",
    guilty: {},
    says: /use today's date/,
  },
  {
    text: "Uncaught ReferenceError: nope is not defined [code: 10021]",
    kind: "scriptRefused",
    guilty: {},
    says: /nope is not defined/,
  },
  {
    text: "Cannot create binding for class 'Room' because it is not currently configured to implement Durable Objects. Configure a migration in your Wrangler configuration to add this class. [code: 10061]",
    kind: "bindingWithoutNamespace",
    guilty: { classes: ["Room"] },
    says: /declare it in the lifecycle/,
  },
  {
    text: "Cannot create binding for class 'Room' that is not exported by the script. [code: 10061]",
    kind: "bindingToMissingExport",
    guilty: { classes: ["Room"] },
    says: /export it from the entry/,
  },
  {
    text: "Cannot create binding for class in script 'rooms' that does not exist [code: 10061]",
    kind: "bindingToMissingWorker",
    guilty: { script: "rooms" },
    says: /deploy that one first/,
  },
  {
    text: "Cannot apply --delete-class migration to class 'Room' without also removing the binding that references it. [code: 10061]",
    kind: "deleteWhileBound",
    guilty: { classes: ["Room"] },
    says: /first deploy without the binding/,
  },
  {
    text: "New version of script does not export class 'Room' which is depended on by existing Durable Objects. Did you forget to include it? [code: 10064]",
    kind: "classGone",
    guilty: { classes: ["Room"] },
    says: /export it again/,
  },
  {
    text: "Cannot apply new-class migration to class 'Room' that is not exported by script. [code: 10070]",
    kind: "createNotExported",
    guilty: { classes: ["Room"] },
    says: /the entry does not export it/,
  },
  {
    text: "Cannot apply new-sqlite-class migration to class 'Room' that is already depended on by existing Durable Objects [code: 10074]",
    kind: "createExisting",
    guilty: { classes: ["Room"] },
    says: /exists already/,
  },
  {
    text: "Cannot apply delete-class migration to class 'Room' which was not exported in the previous version of the script [code: 10074]",
    kind: "stepOnMissingClass",
    guilty: { classes: ["Room"] },
    says: /does not have/,
  },
  {
    text: "class 'Room' cannot be the target of more than one migration [code: 10074]",
    kind: "severalStepsForClass",
    guilty: { classes: ["Room"] },
    says: /one after the other/,
  },
  {
    text: "class 'Room' is not a SQLite Durable Object [code: 10074]",
    kind: "notSqlite",
    guilty: { classes: ["Room"] },
    says: /SQLite/,
  },
  {
    text: "Migration tag precondition failed; current tag is 'v2' [code: 10079]",
    kind: "tagPrecondition",
    guilty: { tag: "v2" },
    says: /"v2"/,
  },
  {
    text: "Actor migration tag precondition failed, got tag '' when expected tag is 'v1' [code: 10079]",
    kind: "tagPrecondition",
    guilty: { tag: "" },
    says: /someone else has deployed/,
  },
  {
    text: "In order to use Durable Objects with a free plan, you must create a namespace using a `new_sqlite_classes` migration. [code: 10097]",
    kind: "freePlanNeedsSqlite",
    guilty: {},
    says: /Free plan/,
  },
  {
    text: "Creating new key-value backed Durable Object namespaces is no longer supported on this account. Please create a namespace using a `new_sqlite_classes` migration instead. [code: 10099]",
    kind: "kvRefused",
    guilty: {},
    says: /no more classes with key-value storage/,
  },
  {
    text: "Version upload failed. You attempted to upload a version of a Worker that includes a Durable Object migration, but migrations must be fully applied via a non-versioned deployment. [code: 10211]",
    kind: "migrationInVersionsUpload",
    guilty: {},
    says: /wrangler deploy/,
  },
  {
    text: "workers.api.error.service_not_found [code: 10090]",
    kind: "workerNotDeployed",
    guilty: {},
    says: /deploy it first/,
  },
  { text: "Something new [code: 12345]", kind: "apiFailed", guilty: {}, says: /answered with an error: Something new/ },
];

describe("Errors of the API", () => {
  for (const { text, kind, guilty, says } of cases) {
    it(`${kind}: ${text.slice(0, 60)}`, () => {
      const [finding, ...more] = readFindings(
        `✘ [ERROR] A request to the Cloudflare API (/accounts/0/workers/scripts/rooms) failed.\n\n  ${text}\n  \n  If you think this is a bug, please open an issue at: https://github.com/cloudflare/workers-sdk/issues/new/choose\n`,
      );
      assert.ok(finding);
      assert.deepEqual([finding.kind, finding.guilty, more], [kind, guilty, []]);
      assert.equal(finding.code, Number(/code: (\d+)/.exec(text)?.[1]));
      assert.equal(finding.original, text);
      assert.match(explain(finding).message, says);
    });
  }

  it("are known in wrangler's own words too, which have no code", () => {
    const said: readonly (readonly [string, FindingKind, number | undefined, Guilty])[] = [
      [
        "All versions in a percentage-split deployment must declare identical Durable Object `exports`.\n\n  What to do:",
        "exportsDiffer",
        100_405,
        {},
      ],
      [
        "Durable Object binding 'LOG' references class 'Log', which is declared in `exports` but not yet provisioned. Deploy it.",
        "bindingNeedsDeploy",
        100_406,
        { classes: ["Log"], binding: "LOG" },
      ],
      [
        "This Worker has a pending Durable Object migration, which cannot be applied by `wrangler versions upload`.",
        "migrationInVersionsUpload",
        undefined,
        {},
      ],
      [
        "You cannot upload a new version of a Worker that does not yet exist. Please run the `deploy` command first.",
        "workerNotDeployed",
        undefined,
        {},
      ],
    ];
    for (const [text, kind, code, guilty] of said) {
      const findings = readFindings(`✘ [ERROR] ${text}\n`);
      assert.deepEqual(
        findings.map((each) => [each.kind, each.code, each.guilty, each.original]),
        [[kind, code, guilty, text.split("\n")[0]]],
      );
    }
  });

  it("has a finding for each error of one answer", () => {
    const findings = readFindings(`✘ [ERROR] A request to the Cloudflare API (/accounts/0/workers/scripts/rooms) failed.

  class 'A' cannot be the target of more than one migration [code: 10074]
  class 'B' cannot be the target of more than one migration [code: 10074]
`);
    assert.deepEqual(
      findings.map((each) => each.guilty.classes),
      [["A"], ["B"]],
    );
  });

  it("has class, scenario and referring Workers of a refused reconciliation", () => {
    const findings = readFindings(`✘ [ERROR] Durable Object exports reconciliation failed:

    ✘ [tombstone_delete_blocked_by_external_bindings] class 'Room': Class is bound elsewhere
        Suggestion: Remove the bindings.
        Referencing scripts: lobby, admin
    ✘ [storage_type_mismatch] class 'Log': Storage cannot change
`);
    assert.deepEqual(
      findings.map(({ scenario, guilty, code }) => [scenario, guilty, code]),
      [
        ["tombstone_delete_blocked_by_external_bindings", { classes: ["Room"], scripts: ["lobby", "admin"] }, 100_402],
        ["storage_type_mismatch", { classes: ["Log"] }, 100_402],
      ],
    );
    const [first, second] = findings.map((each) => explain(each).message);
    assert.match(first ?? "", /other Workers bind it \(lobby, admin\)/);
    assert.match(second ?? "", /storage never changes/);
  });

  it("explains every scenario of the API, and keeps the text of one it does not know", () => {
    for (const scenario of scenarios) {
      const message = explain(refused(scenario)).message;
      assert.notEqual(message, "as the API says it", scenario);
      assert.match(message, /Room/, scenario);
    }
    assert.equal(explain(refused("something_new")).message, "as the API says it");
  });
});

/** The scenarios of the API's description (the error reference of Cloudflare's documentation) that refuse a deploy. */
const scenarios = [
  "code_class_not_in_exports",
  "provisioned_class_missing_from_config",
  "config_export_not_in_code",
  "config_references_nonexistent_class",
  "orphaned_provisioned_namespace",
  "storage_type_mismatch",
  "free_tier_requires_sqlite",
  "invalid_export",
  "tombstone_delete_class_still_in_code",
  "tombstone_delete_blocked_by_external_bindings",
  "tombstone_renamed_to_occupied",
  "transferred_pending_not_found",
  "transferred_target_missing",
  "transferred_target_mismatch",
  "transferred_source_in_dispatch_namespace",
  "transferred_target_in_dispatch_namespace",
  "phase_one_transfer_source_missing",
  "phase_one_transfer_source_namespace_missing",
  "phase_one_transfer_target_class_provisioned",
  "phase_one_transfer_after_commit_mismatch",
  "phase_one_transfer_duplicate",
  "phase_one_transfer_target_in_dispatch_namespace",
  "phase_one_transfer_source_in_dispatch_namespace",
  "container_undeclared_reference",
  "container_class_not_durable_object",
  "container_wiring_inconsistent",
  "container_multiple_durable_objects",
  "transfer_container_parity_mismatch",
  "transfer_container_parity_mismatch_on_commit",
];

function refused(scenario: string): Parameters<typeof explain>[0] {
  return {
    kind: "exportsScenario",
    severity: "error",
    guilty: { classes: ["Room"] },
    original: "as the API says it",
    code: 100_402,
    scenario,
  };
}
