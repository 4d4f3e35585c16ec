import assert from "node:assert/strict";
import { makeFolder, writeProject } from "./project.ts";
import { wrangler } from "./wrangler.ts";

describe("a deploy of the snippets", function () {
  this.timeout(60_000);
  const [folder, remove] = makeFolder("deploy");
  after(remove);

  it("is accepted by wrangler, which bundles every one of them", async () => {
    writeProject(folder);
    const output = await wrangler(
      folder,
      "deploy",
      "--dry-run",
      "--containers-rollout=none",
      "--outdir=out",
      "--metafile",
    );
    assert.doesNotMatch(output, /WARNING|ERROR/);
    assert.match(output, /--dry-run: exiting now/);
  });
});
