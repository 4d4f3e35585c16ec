import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";

describe("a server that keeps dying", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => {
    ui = await startUI();
  });

  after(async () => ui.close());

  it("is started again a few times; then a message offers to start it once more", async () => {
    const window = await ui.open(copyFolder("samples/chat"));
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    const squiggle = page.locator(".squiggly-error").first();
    let last = 0;
    for (let deaths = 0; deaths < 5; deaths++) {
      await squiggle.waitFor();
      last = await waitFor("a server", () => servers().find((pid) => pid !== last));
      process.kill(last, "SIGKILL");
    }
    await squiggle.waitFor({ state: "detached" });
    const messages = page.locator(".notification-toast");
    const message = messages.filter({ hasText: "keeps stopping" });
    await message.waitFor();
    assert.equal(await messages.count(), 1);
    await message.locator(".monaco-button").filter({ hasText: "Restart Server" }).click();
    await squiggle.waitFor();
    await window.close();
  });
});

/** The ids of the language servers below this process. */
function servers(): readonly number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  const parents = new Map(rows.map(([pid, parent]) => [Number(pid), Number(parent)]));
  const isBelow = (pid: number): boolean => {
    for (let each: number | undefined = pid; each !== undefined && each > 1; each = parents.get(each))
      if (each === process.pid) return true;
    return false;
  };
  return rows.flatMap(([pid, , state = "", ...args]) => {
    const isServer = args.join(" ").includes("server.cjs") && !state.startsWith("Z");
    return isServer && isBelow(Number(pid)) ? [Number(pid)] : [];
  });
}
