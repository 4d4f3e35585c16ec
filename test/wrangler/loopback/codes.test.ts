import assert from "node:assert/strict";
import { check } from "../../../src/core/check.ts";
import { explain } from "../../../src/core/wrangler/explain/explain.ts";
import { runProblems } from "../../../src/core/wrangler/runProblems.ts";
import { diskFiles } from "../../../src/node/fileSystem.ts";
import { openProject } from "../../support/project.ts";
import { ApiFailure } from "./account.ts";
import type { Outcome } from "./deployed.ts";
import { live, startScene, type Scene, type Shape } from "./scene.ts";

/** A code, the API's wording, and the text of the configuration up to the end of the span that is to blame. */
type Row = readonly [code: number, wording: string, place: string];

const room = '"class_name":"Room"';
const old = '"new_classes":["Old"';
const log = '"new_sqlite_classes":["Log"';
const lastTag = '{"tag":"v2"';

const legacy: readonly Row[] = [
  [10_021, "Can't set compatibility date in the future: 2030-01-01", '"compatibility_date":"2026-11-01"'],
  [10_021, "Uncaught ReferenceError: nope is not defined\n  at index.js:1:1", '"main":"index.js"'],
  [
    10_061,
    "Cannot create binding for class 'Room' because it is not currently configured to implement Durable Objects. Did you forget to apply a --new-class migration to it?",
    room,
  ],
  [10_061, "Cannot create binding for class 'Room' that is not exported by the script.", room],
  [10_061, "Cannot create binding for class in script 'other' that does not exist", '"script_name":"other"'],
  [
    10_061,
    "Cannot apply --delete-class migration to class 'Room' without also removing the binding that references it.",
    room,
  ],
  [10_064, "New version of script does not export class 'Old' which is depended on by existing Durable Objects.", old],
  [10_070, "Cannot apply new-class migration to class 'Log' that is not exported by script.", log],
  [
    10_074,
    "Cannot apply new-sqlite-class migration to class 'Log' that is already depended on by existing Durable Objects",
    log,
  ],
  [
    10_074,
    "Cannot apply delete-class migration to class 'Old' which was not exported in the previous version of the script",
    old,
  ],
  [
    10_074,
    "Cannot apply rename-class migration to class 'Old' which was not exported in the previous version of the script",
    old,
  ],
  [10_074, "class 'Log' cannot be the target of more than one migration", log],
  [10_074, "class 'Old' is not a SQLite Durable Object", old],
  [10_079, "Migration tag precondition failed; current tag is 'v9'", lastTag],
  [10_079, "Actor migration tag precondition failed, got tag '' when expected tag is 'v1'", lastTag],
  [
    10_097,
    "In order to use Durable Objects with a free plan, you must create a namespace using a `new_sqlite_classes` migration.",
    old,
  ],
  [
    10_099,
    "Creating new key-value backed Durable Object namespaces is no longer supported on this account. Please create a namespace using a `new_sqlite_classes` migration instead.",
    old,
  ],
  [
    10_211,
    "Version upload failed. You attempted to upload a version of a Worker that includes a Durable Object migration, but migrations must be fully applied via a non-versioned deployment.",
    lastTag,
  ],
];

const declared: readonly Row[] = [
  [
    100_405,
    "All versions in a percentage-split deployment must declare identical Durable Object `exports`.",
    '"exports"',
  ],
  [
    100_406,
    "Durable Object binding 'LOG' references class 'Log', which is declared in `exports` but not yet provisioned.",
    '"class_name":"Log"',
  ],
];

describe("Every code of the API, as the real `wrangler deploy` tells of it", function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(async () => scene.end());

  describe("with `migrations`", () => {
    const other = { name: "OTHER", class_name: "There", script_name: "other" };
    const shape: Shape = {
      classes: ["Room", "Old", "Log"],
      migrations: [
        { tag: "v1", new_sqlite_classes: ["Room"], new_classes: ["Old"] },
        { tag: "v2", new_sqlite_classes: ["Log"] },
      ],
      more: { durable_objects: { bindings: [{ name: "ROOM", class_name: "Room" }, other] } },
    };
    before(() => scene.write(shape));
    for (const [code, wording, place] of legacy) {
      it(`${code} stands at ${place}: ${wording.slice(0, 50)}`, async () => {
        const told = await refusal(new ApiFailure(code, wording, { status: code === 10_079 ? 412 : 400 }));
        assert.deepEqual(placesOf(told), [place], told.printed);
        assert.ok(messagesOf(told)[0]?.includes(wording.split("\n")[0] ?? ""), messagesOf(told)[0]);
        for (const finding of told.findings) assert.notEqual(explain(finding).message, finding.original);
      });
    }
  });

  describe("with `exports`", () => {
    before(() => scene.write({ classes: ["Room", "Log"], exports: { Room: live, Log: live } }));
    for (const [code, wording, place] of declared) {
      it(`${code} stands at ${place}`, async () => {
        const told = await refusal(new ApiFailure(code, wording));
        assert.deepEqual(placesOf(told), [place], told.printed);
        for (const finding of told.findings) assert.notEqual(explain(finding).message, finding.original);
      });
    }

    it("100402 stands at each class of its report, with its scenario", async () => {
      const details = ["Room", "Log"].map((name) => ({
        class: name,
        scenario: "storage_type_mismatch",
        message: "as the API says it",
        suggestion: "Do something else.",
      }));
      const told = await refusal(new ApiFailure(100_402, "Reconciliation failed", { details }));
      assert.deepEqual(placesOf(told), ['"exports":{"Room"', '},"Log"'], told.printed);
      for (const message of messagesOf(told)) assert.match(message, /storage never changes[^]*storage_type_mismatch/);
    });

    it("is not said any more by the run that is not refused", async () => {
      assert.deepEqual(placesOf(await scene.run(["deploy"])), []);
      assert.ok(scene.account.scripts.has("rooms"));
    });
  });

  async function refusal(failure: ApiFailure): Promise<Outcome> {
    scene.api.faults.push({ on: /^(PUT|POST) .*\/(rooms|versions)$/, kind: failure, times: 1 });
    const told = await scene.run(["deploy"]);
    assert.equal(scene.api.faults.pop()?.times, 0, told.printed);
    return told;
  }

  /** Where the problems of a run stand: the end of the text before, as long as what is expected there. */
  function placesOf(told: Outcome): readonly string[] {
    const text = diskFiles.readFile(scene.project.file("wrangler.json")) ?? "";
    const known = [...legacy, ...declared].map(([, , place]) => place).concat('"exports":{"Room"', '},"Log"');
    return problemsOf(told).map(({ span }) => {
      const before = text.slice(0, span.end);
      const fitting = known.filter((place) => before.endsWith(place) && place.endsWith(before.slice(span.start)));
      return fitting[0] ?? before.slice(span.start);
    });
  }

  function messagesOf(told: Outcome): readonly string[] {
    return problemsOf(told).map(({ message }) => message);
  }

  function problemsOf({ findings }: Outcome): ReturnType<typeof runProblems> {
    const { folder } = scene.project;
    const configPath = scene.project.file("wrangler.json");
    const analysis = openProject(diskFiles, undefined, folder).analyse(configPath);
    assert.ok(analysis);
    const run = { source: "deploy", target: { configPath, environment: null }, folder, findings };
    return runProblems(analysis, [run], check(analysis), diskFiles);
  }
});
