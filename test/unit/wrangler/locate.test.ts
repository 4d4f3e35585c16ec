import assert from "node:assert/strict";
import type { FindingKind, Guilty, WranglerFinding } from "../../../src/core/wrangler/findings/finding.ts";
import { locateFinding } from "../../../src/core/wrangler/locate.ts";
import { at, MemoryFiles } from "../../support/memoryFiles.ts";
import { openProject } from "../../support/project.ts";

const text = `{
  "name": "rooms",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [
    { "name": "ROOM", "class_name": "Room" },
    { "name": "OTHER", "class_name": "There", "script_name": "other" }
  ] },
  "migrations": [
    { "tag": "v1", "new_sqlite_classes": ["Room"], "new_classes": ["Old"] },
    { "tag": "v2", "deleted_classes": ["Ghost"] }
  ]
}`;

describe("The place of a finding", () => {
  const cases: readonly (readonly [FindingKind, Guilty, string])[] = [
    ["boundClassNotExported", { classes: ["Room"] }, '"Room" }'],
    ["bindingWithoutNamespace", { classes: ["Room"] }, '"Room" }'],
    ["classGone", { classes: ["Room"] }, '"Room"], "new'],
    ["createExisting", { classes: ["Old"] }, '"Old"'],
    ["replayNeedsMissing", { classes: ["Ghost"], field: "deleted_classes" }, '"Ghost"'],
    ["remoteClassMissing", { binding: "OTHER", classes: ["There"], script: "other" }, '"There"'],
    ["bindingToMissingWorker", { script: "other" }, '"other"'],
    ["tagPrecondition", { tag: "v9" }, '"v2"'],
    ["configurationField", { field: "migrations[0].tag" }, '"v1"'],
    ["configurationField", { field: "migrations[0].new_classes.[0]" }, '"Old"'],
    ["configurationField", { field: "durable_objects.bindings[1].script_name" }, '"other"'],
    ["compatibilityDateFuture", {}, '"2026-11-01"'],
    ["exportIsNothing", {}, '"src/index.ts"'],
    ["kvRefused", {}, '"Old"'],
    ["unknown", {}, '"rooms"'],
  ];
  for (const [kind, guilty, expected] of cases) {
    it(`${kind} ${JSON.stringify(guilty)}: ${expected}`, () => {
      const place = locate({ kind, guilty });
      assert.ok("span" in place);
      assert.equal(place.path, at("wrangler.jsonc"));
      assert.equal(text.slice(place.span.start, place.span.start + expected.length), expected);
    });
  }

  it("is the one that wrangler prints, relative to the folder it runs in", () => {
    const place = locate({ kind: "buildError", guilty: { place: { path: "src/a.ts", line: 3, column: 5 } } });
    assert.deepEqual(place, { path: at("src/a.ts"), position: { line: 2, column: 4 } });
  });

  function locate(finding: Pick<WranglerFinding, "kind" | "guilty">): ReturnType<typeof locateFinding> {
    const project = openProject(new MemoryFiles({ "wrangler.jsonc": text }));
    const worker = project.analyse(at("wrangler.jsonc"))?.workers[0];
    assert.ok(worker);
    const run = {
      source: "x",
      target: { configPath: at("wrangler.jsonc"), environment: null },
      folder: at(""),
      findings: [],
    };
    return locateFinding(worker, { severity: "error", original: "", ...finding }, run);
  }
});
