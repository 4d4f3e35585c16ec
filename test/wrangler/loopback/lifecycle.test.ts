import assert from "node:assert/strict";
import { ApiFailure, newAccount, type Account, type ExportEntry, type Migrations, type Upload } from "./account.ts";
import { deployScript, deployVersions, uploadVersion } from "./upload.ts";

/** The API's own tests: the tables of codes, wordings and scenarios that Cloudflare's documentation and deploy logs give. */
describe("The loopback API", () => {
  let account: Account;
  beforeEach(() => {
    account = newAccount("account", "Acme");
  });

  describe("with `migrations`", () => {
    it("creates namespaces and remembers the tag", () => {
      const { script } = deploy({
        classes: ["A", "B"],
        migrations: { new_tag: "v1", steps: [{ new_sqlite_classes: ["A"], new_classes: ["B"] }] },
      });
      assert.deepEqual(storages(), { A: "sqlite", B: "kv" });
      assert.equal(script.migrationTag, "v1");
    });

    it("keeps a namespace, with its data, through a rename and a transfer", () => {
      deploy({ classes: ["A"], migrations: created("v1", "A") });
      const { id } = account.scripts.get("rooms")?.namespaces.get("A") ?? { id: "" };
      deploy({
        classes: ["B"],
        migrations: { old_tag: "v1", new_tag: "v2", steps: [{ renamed_classes: [{ from: "A", to: "B" }] }] },
      });
      deployScript(
        account,
        "lobby",
        upload({
          classes: ["C"],
          migrations: {
            new_tag: "v1",
            steps: [{ transferred_classes: [{ from: "B", from_script: "rooms", to: "C" }] }],
          },
        }),
      );
      assert.equal(account.scripts.get("lobby")?.namespaces.get("C")?.id, id);
      assert.deepEqual(storages(), {});
    });

    const refusals: readonly (readonly [string, number, RegExp, Shape])[] = [
      [
        "a wrong old tag",
        10_079,
        /current tag is 'v1'/,
        { classes: ["A", "B"], migrations: { old_tag: "v0", new_tag: "v2", steps: [{ new_sqlite_classes: ["B"] }] } },
      ],
      ["a replayed history", 10_079, /current tag is 'v1'/, { classes: ["A"], migrations: created("v1", "A") }],
      [
        "a class created again",
        10_074,
        /new-sqlite-class migration to class 'A' that is already depended on/,
        { classes: ["A"], migrations: { old_tag: "v1", ...created("v2", "A") } },
      ],
      [
        "a class created that is not exported",
        10_070,
        /'B' that is not exported by script/,
        { classes: ["A"], migrations: { old_tag: "v1", ...created("v2", "B") } },
      ],
      ["a class gone from the code", 10_064, /does not export class 'A'/, { classes: [] }],
      [
        "a class deleted that is not there",
        10_074,
        /delete-class migration to class 'B' which was not exported/,
        step({ deleted_classes: ["B"] }),
      ],
      [
        "a class deleted while it is bound",
        10_061,
        /delete-class migration to class 'A' without also removing the binding/,
        { ...step({ deleted_classes: ["A"] }), bound: ["A"] },
      ],
      [
        "a class renamed that is not there",
        10_074,
        /rename-class migration to class 'B'/,
        step({ renamed_classes: [{ from: "B", to: "C" }] }),
      ],
      [
        "two steps for one class",
        10_074,
        /'B' cannot be the target of more than one migration/,
        step({ new_sqlite_classes: ["B"], deleted_classes: ["B"] }),
      ],
      [
        "a binding without a namespace",
        10_061,
        /class 'B' because it is not currently configured/,
        { classes: ["A", "B"], bound: ["B"] },
      ],
      [
        "a binding to a class that is not exported",
        10_061,
        /class 'B' that is not exported by the script/,
        { classes: ["A"], bound: ["B"] },
      ],
      ["a compatibility date in the future", 10_021, /in the future/, { classes: ["A"], date: "2999-01-01" }],
    ];
    for (const [what, code, wording, shape] of refusals) {
      it(`refuses ${what} (${code}), and changes nothing`, () => {
        deploy({ classes: ["A"], migrations: created("v1", "A") });
        refuses(() => deploy(shape), code, wording);
        assert.deepEqual(storages(), { A: "sqlite" });
      });
    }

    it("refuses a binding to a Worker that is not there (10061)", () => {
      const bindings = [{ name: "B", className: "B", scriptName: "gone" }];
      refuses(
        () => deployScript(account, "rooms", { ...upload({ classes: [] }), bindings }),
        10_061,
        /'gone' that does not exist/,
      );
    });

    it("refuses key-value storage on the Free plan (10097), and on accounts that have none (10099)", () => {
      const shape: Shape = { classes: ["A"], migrations: { new_tag: "v1", steps: [{ new_classes: ["A"] }] } };
      account.plan = "free";
      refuses(() => deploy(shape), 10_097, /free plan/);
      account.plan = "paidWithoutKv";
      refuses(() => deploy(shape), 10_099, /no longer supported on this account/);
    });

    it("deletes a class in two deploys: first without its binding, then with the step", () => {
      deploy({ classes: ["A"], bound: ["A"], migrations: created("v1", "A") });
      refuses(
        () => deploy({ classes: [], ...step({ deleted_classes: ["A"] }) }),
        10_061,
        /without also removing the binding/,
      );
      deploy({ classes: ["A"], bound: [] });
      deploy(step({ deleted_classes: ["A"] }));
      assert.deepEqual(storages(), {});
    });

    it("refuses a version with migrations (10211)", () => {
      const { script } = deploy({ classes: ["A"], migrations: created("v1", "A") });
      refuses(
        () => uploadVersion(account, script, upload(step({ new_sqlite_classes: ["B"] }))),
        10_211,
        /non-versioned/,
      );
    });
  });

  describe("with `exports`", () => {
    const live: ExportEntry = { type: "durable-object", storage: "sqlite" };

    it("creates, renames, deletes, and calls a tombstone stale when it is applied", () => {
      const first = deploy({ classes: ["A", "B"], exports: { A: live, B: live } });
      assert.deepEqual(first.reconciliation?.created, ["A", "B"]);
      const exports: Shape["exports"] = {
        A: { type: "durable-object", state: "renamed", renamed_to: "C" },
        B: { type: "durable-object", state: "deleted" },
        C: live,
      };
      const second = deploy({ classes: ["C"], exports });
      assert.deepEqual(second.reconciliation?.renamed, [{ from: "A", to: "C" }]);
      assert.deepEqual(second.reconciliation?.deleted, ["B"]);
      assert.deepEqual(deploy({ classes: ["C"], exports }).reconciliation?.removable_entries, ["A", "B"]);
      assert.deepEqual(storages(), { C: "sqlite" });
    });

    const refusals: readonly (readonly [string, Shape])[] = [
      ["config_export_not_in_code", { classes: ["A"], exports: { A: live, B: live } }],
      ["provisioned_class_missing_from_config", { classes: ["A", "B"], exports: { B: live } }],
      ["orphaned_provisioned_namespace", { classes: ["B"], exports: { B: live } }],
      ["storage_type_mismatch", { classes: ["A"], exports: { A: { type: "durable-object", storage: "legacy-kv" } } }],
      [
        "invalid_export",
        { classes: ["A", "B"], exports: { A: live, B: { type: "durable-object", storage: "legacy-kv" } } },
      ],
      [
        "tombstone_delete_class_still_in_code",
        { classes: ["A"], exports: { A: { type: "durable-object", state: "deleted" } } },
      ],
      [
        "transferred_target_missing",
        { classes: [], exports: { A: { type: "durable-object", state: "transferred", transferred_to: "gone" } } },
      ],
      [
        "phase_one_transfer_source_missing",
        {
          classes: ["A", "B"],
          exports: {
            A: live,
            B: { type: "durable-object", state: "expecting-transfer", storage: "sqlite", transfer_from: "gone" },
          },
        },
      ],
    ];
    for (const [scenario, shape] of refusals) {
      it(`refuses with ${scenario} (100402), and changes nothing`, () => {
        deploy({ classes: ["A"], exports: { A: live } });
        assert.deepEqual(
          scenariosOf(() => deploy(shape)),
          [scenario],
        );
        assert.deepEqual(storages(), { A: "sqlite" });
      });
    }

    it("refuses to rename onto a class that is deployed", () => {
      deploy({ classes: ["A", "B"], exports: { A: live, B: live } });
      const exports: Shape["exports"] = { A: { type: "durable-object", state: "renamed", renamed_to: "B" }, B: live };
      assert.deepEqual(
        scenariosOf(() => deploy({ classes: ["B"], exports })),
        ["tombstone_renamed_to_occupied"],
      );
    });

    it("refuses key-value storage on the Free plan", () => {
      account.plan = "free";
      const exports: Shape["exports"] = { A: { type: "durable-object", storage: "legacy-kv" } };
      assert.deepEqual(
        scenariosOf(() => deploy({ classes: ["A"], exports })),
        ["free_tier_requires_sqlite"],
      );
    });

    it("names the Workers whose bindings keep a class from being deleted", () => {
      deploy({ classes: ["A"], exports: { A: live } });
      const bindings = [{ name: "A", className: "A", scriptName: "rooms" }];
      deployScript(account, "lobby", { ...upload({ classes: [] }), bindings });
      const failure = failureOf(() =>
        deploy({ classes: [], exports: { A: { type: "durable-object", state: "deleted" } } }),
      );
      assert.deepEqual(
        failure.details?.map((each) => each.referencing_scripts),
        [["lobby"]],
      );
    });

    it("transfers in two deploys: the receiver expects it, the giver commits", () => {
      deploy({ classes: ["A"], exports: { A: live } });
      const expecting: Shape["exports"] = {
        A: { type: "durable-object", state: "expecting-transfer", storage: "sqlite", transfer_from: "rooms" },
      };
      deployScript(account, "lobby", upload({ classes: ["A"], exports: expecting }));
      deploy({
        classes: [],
        exports: { A: { type: "durable-object", state: "transferred", transferred_to: "lobby" } },
      });
      assert.deepEqual(storages(), {});
      assert.equal(account.scripts.get("lobby")?.namespaces.has("A"), true);
    });

    it("refuses a version that binds a class which only a deploy creates (100406)", () => {
      const { script } = deploy({ classes: ["A"], exports: { A: live } });
      const version = upload({ classes: ["A", "B"], bound: ["B"], exports: { A: live, B: live } });
      refuses(() => uploadVersion(account, script, version), 100_406, /'B'.*not yet provisioned/);
    });

    it("refuses to split traffic between versions whose `exports` differ (100405)", () => {
      const { script, version } = deploy({ classes: ["A"], exports: { A: live } });
      const other = uploadVersion(
        account,
        script,
        upload({ classes: ["A"], exports: { A: live, W: { type: "worker" } } }),
      );
      refuses(
        () =>
          deployVersions(script, {
            shares: new Map([
              [version.id, 50],
              [other.id, 50],
            ]),
          }),
        100_405,
        /identical/,
      );
    });
  });

  interface Shape {
    readonly classes?: readonly string[];
    readonly bound?: readonly string[];
    readonly migrations?: Migrations;
    readonly exports?: Readonly<Record<string, ExportEntry>>;
    readonly date?: string;
  }

  function deploy(shape: Shape): ReturnType<typeof deployScript> {
    return deployScript(account, "rooms", upload(shape));
  }

  function upload({ classes = [], bound = [], migrations, exports = {}, date }: Shape): Upload {
    return {
      bindings: bound.map((className) => ({ name: className.toUpperCase(), className, scriptName: undefined })),
      migrations,
      exports,
      exportedClasses: new Set(classes),
      compatibilityDate: date,
    };
  }

  function created(new_tag: string, ...classes: readonly string[]): Migrations {
    return { new_tag, steps: [{ new_sqlite_classes: classes }] };
  }

  function step(fields: Migrations["steps"][number]): Shape {
    return { classes: ["A", "B"], migrations: { old_tag: "v1", new_tag: "v2", steps: [fields] } };
  }

  function storages(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...(account.scripts.get("rooms")?.namespaces ?? [])].map(([name, each]) => [name, each.storage]),
    );
  }

  function failureOf(act: () => unknown): ApiFailure {
    try {
      act();
    } catch (error) {
      if (error instanceof ApiFailure) return error;
      throw error;
    }
    throw new assert.AssertionError({ message: "It was not refused." });
  }

  function refuses(act: () => unknown, code: number, wording: RegExp): void {
    const failure = failureOf(act);
    assert.equal(failure.code, code);
    assert.match(failure.message, wording);
  }

  function scenariosOf(act: () => unknown): readonly (string | undefined)[] {
    const failure = failureOf(act);
    assert.equal(failure.code, 100_402);
    return (failure.details ?? []).map((each) => each.scenario);
  }
});
