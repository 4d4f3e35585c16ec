import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, waitForProblem, workspaceFile } from "../support/editor.ts";
import { serverProcesses } from "../support/serverProcess.ts";
import { waitFor } from "../support/waitFor.ts";

const text = `name = "counter"
main = "src/none.ts"
compatibility_date = "2026-01-01"
durable_objects.bindings = [{ name = "COUNTER", class_name = "Counter" }]
`;

describe("a folder without a Worker", () => {
  it("gets no server, until it gets a configuration", async () => {
    await openFile("package.json");
    const extension = vscode.extensions.getExtension("durable-objects.durable-objects");
    await waitFor("activation", () => (extension?.isActive === true ? true : undefined));
    // The search for configurations takes less than this.
    await new Promise((resolve) => {
      setTimeout(resolve, 1500);
    });
    assert.deepEqual(serverProcesses(), []);

    const configuration = workspaceFile("wrangler.toml");
    await vscode.workspace.fs.writeFile(configuration, Buffer.from(text));
    await waitForProblem(configuration, "main-not-found");
  });
});
