import assert from "node:assert/strict";
import { check, type Problem } from "../../../src/core/check.ts";
import type { WranglerFinding } from "../../../src/core/wrangler/findings/finding.ts";
import { runProblems } from "../../../src/core/wrangler/runProblems.ts";
import { at, MemoryFiles } from "../../support/memoryFiles.ts";
import { openProject } from "../../support/project.ts";

const config = `{
  "name": "rooms",
  "main": "index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
  "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } }
}`;

describe("The problems of a run", () => {
  it("stand where the check reports the same mistake, so that its fixes are at hand", () => {
    const { problems, own } = said(
      { kind: "boundClassNotExported", guilty: { classes: ["Room"] } },
      "class Room {}\nexport default {};",
    );
    const known = own.find((each) => each.rule === "bound-class-not-exported");
    assert.ok(known);
    assert.deepEqual([problems[0]?.path, problems[0]?.span], [known.path, known.span]);
  });

  it("have our explanation and wrangler's own words", () => {
    const original = "New version of script does not export class 'Room' [code: 10064]";
    const { problems } = said({ kind: "classGone", guilty: { classes: ["Room"] }, original, code: 10_064 });
    assert.match(
      problems[0]?.message ?? "",
      /^The class Room has deployed objects.*\nwrangler said: New version of script.*\[code: 10064\]$/,
    );
    assert.equal(problems[0]?.rule, "wrangler");
  });

  it("span the word at the place that wrangler prints", () => {
    const place = { path: "index.ts", line: 2, column: 7 };
    const { problems } = said(
      { kind: "buildError", guilty: { place }, original: "Unexpected" },
      "export {};\nconst wrong = ;",
    );
    assert.deepEqual([problems[0]?.path, problems[0]?.span], [at("index.ts"), { start: 17, end: 22 }]);
    assert.equal(problems[0]?.message, "Unexpected");
  });

  it("leave out what the person is asked instead", () => {
    assert.deepEqual(said({ kind: "refusedByStrict", guilty: {} }).problems, []);
  });

  function said(
    finding: Pick<WranglerFinding, "kind" | "guilty"> & Partial<WranglerFinding>,
    source = "export class Room {}\nexport default {};",
  ): { readonly problems: readonly Problem[]; readonly own: readonly Problem[] } {
    const files = new MemoryFiles({ "wrangler.jsonc": config, "index.ts": source });
    const analysis = openProject(files).analyse(at("wrangler.jsonc"));
    assert.ok(analysis);
    const own = check(analysis);
    const run = {
      source: "deploy",
      target: { configPath: at("wrangler.jsonc"), environment: null },
      folder: at(""),
      findings: [{ severity: "error", original: "as it is", ...finding } satisfies WranglerFinding],
    };
    return { problems: runProblems(analysis, [run], own, files), own };
  }
});
