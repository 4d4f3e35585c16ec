import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Measured } from "./work.ts";

describe("1,000 edits and 100 openings of a workspace", function () {
  this.timeout(300_000);

  it("leave as much memory and as many listeners as 100 of each", () => {
    const work = path.join(import.meta.dirname, "work.js");
    // What a compiler keeps of code that has become hot is left out: the interpreter alone is the same every time.
    const flags = ["--expose-gc", "--no-opt", "--no-maglev", "--no-sparkplug", "--no-warnings"];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, work], { encoding: "utf8" });
    assert.match(stdout, /^\{/, stderr);
    const { before, after }: { readonly before: Measured; readonly after: Measured } = JSON.parse(stdout);
    assert.deepEqual(after.counts, before.counts);
    const growth = after.heap / before.heap;
    assert.ok(growth < 1.05, `${before.heap} bytes became ${after.heap}`);
  });
});
