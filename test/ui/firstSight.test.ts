import assert from "node:assert/strict";
import { type FirstSight, type Windows, windowsOf } from "./firstSight.ts";

/** Of a window that was opened before, in milliseconds; a busy machine gets so many starts of a bare Node instead. */
const wanted = 1000;
const wantedStarts = 30;

describe("200 Workers with 1,000 classes", function () {
  this.timeout(300_000);
  let windows: Windows;

  before(async () => (windows = await windowsOf(200)));
  after(async () => windows.close());

  it("stand in the view within a second of the activation, all of them with their bindings", async () => {
    let best: FirstSight | undefined;
    for (let round = 0; round < 3 && !isInTime(best); round++) {
      await windows.open(async (sight) => {
        const { workers, classes, bindings, page } = sight;
        assert.deepEqual({ workers, classes, bindings }, { workers: 200, classes: 1000, bindings: 1000 });
        if (best === undefined || sight.seen < best.seen) best = sight;
        await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
        // A row says of how many it is one.
        await page.locator('.monaco-list-row[aria-setsize="200"][aria-label*="worker-0"]').waitFor();
      });
    }
    assert.ok(isInTime(best), JSON.stringify({ seen: best?.seen, node: best?.node }));
  });
});

function isInTime(sight: FirstSight | undefined): boolean {
  return sight !== undefined && sight.seen <= Math.max(wanted, wantedStarts * sight.node);
}
