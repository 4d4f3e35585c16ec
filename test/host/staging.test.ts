import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./endings.ts";
import { filledOnce } from "./staging.ts";

describe("a folder of the cache", () => {
  let parent = "";
  let remove = () => {};

  beforeEach(() => {
    [parent, remove] = temporaryFolder("do-staging");
  });

  afterEach(() => remove());

  it("is filled once", async () => {
    const folder = path.join(parent, "a");
    await filledOnce(folder, async (staging) => writeFileSync(path.join(staging, "file"), "first"));
    await filledOnce(folder, async (staging) => writeFileSync(path.join(staging, "file"), "second"));
    assert.equal(readFileSync(path.join(folder, "file"), "utf8"), "first");
  });

  it("is filled by the faster of two runs at once", async () => {
    const folder = path.join(parent, "a");
    const fill = async (staging: string) => writeFileSync(path.join(staging, "file"), "whole");
    await Promise.all([filledOnce(folder, fill), filledOnce(folder, fill)]);
    assert.deepEqual(readdirSync(parent), ["a"]);
    assert.equal(readFileSync(path.join(folder, "file"), "utf8"), "whole");
  });

  it("is not there, nor anything else, if filling it failed", async () => {
    const failing = filledOnce(path.join(parent, "a"), async (staging) => {
      writeFileSync(path.join(staging, "file"), "half");
      throw new Error("The network is gone.");
    });
    await assert.rejects(failing, /network/);
    assert.deepEqual(readdirSync(parent), []);
  });

  it("loses what a killed run left beside it", async () => {
    const nobody = 2 ** 22 + 1;
    writeFileSync(path.join(parent, `staging-${nobody}-a`), "");
    await filledOnce(path.join(parent, "b"), async () => {});
    assert.deepEqual(readdirSync(parent), ["b"]);
  });
});
