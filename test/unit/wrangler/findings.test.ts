import assert from "node:assert/strict";
import { explain } from "../../../src/core/wrangler/explain/explain.ts";
import { readFindings } from "../../../src/core/wrangler/findings/read.ts";

/** The texts are those of wrangler 4.164, shortened where nothing is read from the rest. */
describe("Findings of a run", () => {
  describe("configuration", () => {
    it("has the field that a nested list is about", () => {
      const [finding, ...more] = readFindings(`✘ [ERROR] Processing wrangler.jsonc configuration:


    - "env.staging" environment configuration

      - "env.staging.durable_objects.bindings[0]": {"name":"X"}
        - binding should have a string "class_name" field.
`);
      assert.deepEqual(finding, {
        kind: "configurationField",
        severity: "error",
        guilty: { field: "env.staging.durable_objects.bindings[0]" },
        original: 'binding should have a string "class_name" field.',
      });
      assert.deepEqual(more, []);
    });

    it("has one finding per item, and none for the item that only explains", () => {
      const findings = readFindings(`✘ [ERROR] Processing wrangler.jsonc configuration:

    - COUNTER assigned to multiple Durable Object bindings.
    - Bindings must have unique names, so that they can all be referenced in the worker.
      Please change your bindings to have unique names.
    - Expected "migrations[0].tag" to be of type string but got 1.
`);
      assert.deepEqual(
        findings.map((each) => each.guilty),
        [{ binding: "COUNTER" }, { field: "migrations[0].tag" }],
      );
    });

    it("has the field among unexpected ones", () => {
      const text = `✘ [ERROR] Processing wrangler.toml configuration:

    - "durable_objects.bindings[0]": {"name":"COUNTER","class_name":"Counter","sqlite":true}
      - Unexpected fields found in durable_objects.bindings[0] field: "sqlite"
    - Unexpected fields found in top-level field: "durable_object"
`;
      assert.deepEqual(
        readFindings(text).map((each) => each.guilty.field),
        ["durable_objects.bindings[0].sqlite", "durable_object"],
      );
    });

    it("has the place of a syntax error, its column from 1", () => {
      const [finding] = readFindings(`✘ [ERROR] Invalid TOML document: expected end of table array declaration

    /w/wrangler.toml:4:27:
      4 │ [[durable_objects.bindings]
        ╵                            ^


  If you think this is a bug, please open an issue at: https://github.com/cloudflare/workers-sdk/issues/new/choose
`);
      assert.equal(finding?.kind, "configurationSyntax");
      assert.deepEqual(finding?.guilty.place, { path: "/w/wrangler.toml", line: 4, column: 28 });
    });

    it("has class and field of a migration that cannot be replayed", () => {
      const [deleted] = readFindings("✘ [ERROR] Cannot apply deleted_classes migration to non-existent class Ghost\n");
      assert.deepEqual(
        [deleted?.kind, deleted?.guilty],
        ["replayNeedsMissing", { classes: ["Ghost"], field: "deleted_classes" }],
      );
      const [created] = readFindings("✘ [ERROR] Cannot apply new_sqlite_classes migration to existing class Counter\n");
      assert.equal(created?.kind, "replayCreatesExisting");
    });

    it("says nothing of warnings, which the check has said before", () => {
      assert.deepEqual(readFindings('▲ [WARNING] Processing wrangler.jsonc configuration:\n\n    - "x" is odd\n'), []);
    });
  });

  describe("build", () => {
    it("has every class that is not exported", () => {
      const findings =
        readFindings(`✘ [ERROR] Your Worker depends on the following Durable Objects, which are not exported in your entrypoint file: A, B.

  You should export these objects from your entrypoint, src/index.ts.
`);
      assert.deepEqual(
        findings.map((each) => [each.kind, each.guilty.classes]),
        [
          ["boundClassNotExported", ["A"]],
          ["boundClassNotExported", ["B"]],
        ],
      );
    });

    it("has the place of each error of esbuild, coloured or not", () => {
      const [finding] =
        readFindings(`\u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1mBuild failed with 1 error:\u001B[0m

  \u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1mUnexpected "cl"\u001B[0m

      src/index.ts:19:7:
\u001B[37m      19 │ export \u001B[32mcl\u001B[37m
`);
      assert.deepEqual(finding, {
        kind: "buildError",
        severity: "error",
        guilty: { place: { path: "src/index.ts", line: 19, column: 8 } },
        original: 'Unexpected "cl"',
      });
    });
  });

  describe("start-up", () => {
    const referenced = (name: string): string =>
      `▲ [WARNING] A DurableObjectNamespace in the config referenced the class "${name}", but no such Durable Object class is exported from the worker. Please make sure the class name matches.\n\n\n`;
    const failed =
      "✘ [ERROR] The Workers runtime failed to start. There was likely a problem with the workerd binary or your configuration.\n\n  Runtime stderr:\n  {}\n";

    it("tells the missing class from those that workerd names along with it", () => {
      const findings = readFindings(
        `✘ [ERROR] service core:user:counter: Uncaught TypeError: Class extends value undefined is not a constructor or null

    at null.<anonymous> (__mf_do_wrapper.js:40:6) in createDurableObjectWrapper
    at null.<anonymous> (__mf_do_wrapper_entry.js:6:21)


${referenced("Counter")}${referenced("Nope")}${failed}`,
      );
      assert.deepEqual(
        findings.map((each) => [each.kind, each.guilty]),
        [["declaredClassNotExported", { classes: ["Nope"] }]],
      );
    });

    it("names no class where an export that is nothing is the cause", () => {
      const findings = readFindings(
        `✘ [ERROR] service core:user:counter: Uncaught TypeError: Cannot initialize N7workerd3api15ExportedHandlerE with required members from an undefined or null value.\n\n\n${referenced("Counter")}${failed}`,
      );
      assert.deepEqual(
        findings.map((each) => [each.kind, each.guilty]),
        [["exportIsNothing", {}]],
      );
    });

    it("has the export that is no handler", () => {
      const [finding] = readFindings(
        "✘ [ERROR] service core:user:counter: Uncaught TypeError: Incorrect type for map entry 'helper': the provided value is not of type 'function or ExportedHandler'.\n",
      );
      assert.deepEqual([finding?.kind, finding?.guilty], ["exportIsNoHandler", { exportName: "helper" }]);
    });

    it("has binding, class and Worker of a class that another Worker lacks, once", () => {
      const line = (worker: string, binding: string): string =>
        `✘ [ERROR] service ${worker}: Worker "${worker}"'s binding "${binding}" refers to a Durable Object namespace named "Ghost" in service "core:user:b", but no such Durable Object namespace is defined by that service.\n\n\n`;
      const findings = readFindings(
        line("core:user:a", "COUNTER") + line("core:entry", "MINIFLARE_PROXY:do:a:COUNTER") + failed,
      );
      assert.deepEqual(
        findings.map((each) => each.guilty),
        [{ binding: "COUNTER", classes: ["Ghost"], script: "b" }],
      );
    });

    it("reads what vite prints, which is workerd's line as it is", () => {
      const findings =
        readFindings(`service core:user:w: Uncaught TypeError: Class extends value 42 is not a constructor or null
  at __mf_do_wrapper.js:40:6 in createDurableObjectWrapper
  at __mf_do_wrapper_entry.js:5:24
error when starting dev server:
MiniflareCoreError [ERR_RUNTIME_FAILURE]: The Workers runtime failed to start. There was likely a problem.
`);
      assert.deepEqual(
        findings.map((each) => each.kind),
        ["declaredClassIsNoClass"],
      );
    });
  });

  describe("running", () => {
    it("has the first frame of an exception that is the user's own", () => {
      const [finding, ...more] = readFindings(`✘ [ERROR] Uncaught Error: broken on purpose Error

      at wrap (file:///w/node_modules/lib/index.js:1:1)
      at boom (file:///w/my%20worker/src/index.ts:9:11)


✘ [ERROR] Uncaught Error: broken on purpose
`);
      assert.deepEqual(finding, {
        kind: "runtimeException",
        severity: "error",
        guilty: { place: { path: "/w/my worker/src/index.ts", line: 9, column: 11 } },
        original:
          "Error: broken on purpose\nat wrap (file:///w/node_modules/lib/index.js:1:1)\nat boom (file:///w/my%20worker/src/index.ts:9:11)",
      });
      assert.deepEqual(more, []);
    });
  });

  it("keeps the text of what nobody knows", () => {
    const [finding] = readFindings(
      "✘ [ERROR] The moon is in the way.\n\n  Wait a little.\n\n🪵  Logs were written to x\n",
    );
    assert.ok(finding);
    assert.equal(finding.kind, "unknown");
    assert.equal(explain(finding).message, "The moon is in the way.\nWait a little.");
  });

  it("takes the message from the output file where nothing was printed", () => {
    const findings = readFindings("", [
      { type: "command-failed", code: 1, message: "Cannot apply renamed_classes migration to non-existent class Old" },
    ]);
    assert.equal(findings[0]?.kind, "replayNeedsMissing");
  });
});
