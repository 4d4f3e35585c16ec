import assert from "node:assert/strict";
import { workbenchUrl } from "./address.ts";

describe("the workbench's address", () => {
  it("names the folder, with spaces escaped", () => {
    assert.equal(workbenchUrl("http://127.0.0.1:1", "/home/a b"), "http://127.0.0.1:1/?folder=/home/a%20b");
  });

  it("names a multi-root workspace as one", () => {
    assert.equal(
      workbenchUrl("http://127.0.0.1:1", "/a.code-workspace"),
      "http://127.0.0.1:1/?workspace=/a.code-workspace",
    );
  });

  it("carries what the workbench is told beside", () => {
    const url = new URL(workbenchUrl("http://127.0.0.1:1", "/a", { openFile: "/a/b+c.ts" }));
    assert.equal(url.searchParams.get("payload"), '[["openFile","/a/b+c.ts"]]');
  });
});
