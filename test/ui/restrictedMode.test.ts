import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";

describe("a folder that is not trusted", function () {
  this.timeout(120_000);
  const originalPath = process.env["PATH"] ?? "";
  const [programs] = temporaryFolder("do-programs");
  const folder = committed(copyFolder("samples/chat"));
  let ui: UI;

  /** A git that notes that it was run: VS Code's own extension for git is turned off. */
  before(async () => {
    const git = path.join(programs, "git");
    writeFileSync(git, `#!/bin/sh\necho "$@" >> "${git}.runs"\nPATH="${originalPath}" exec git "$@"\n`);
    chmodSync(git, 0o755);
    process.env["PATH"] = `${programs}${path.delimiter}${originalPath}`;
    ui = await startUI({ hasTrust: false, settings: { "git.enabled": false } });
  });

  after(async () => {
    await ui.close();
    process.env["PATH"] = originalPath;
  });

  it("shows its problems, and git is started only once a person trusts it", async () => {
    const window = await ui.open(folder);
    await window.openFile("wrangler.jsonc");
    await window.page.locator(".squiggly-error").first().waitFor();
    assert.deepEqual(gitRuns(programs), []);

    await window.command("Workspaces: Manage Workspace Trust");
    await window.page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).click();
    await waitFor("git", () => gitRuns(programs).find((run) => run.includes("ls-tree")));
    await window.close();
  });
});

/** Makes a folder a repository with everything committed. */
function committed(folder: string): string {
  const git = (...words: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { cwd: folder });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message=first");
  return folder;
}

function gitRuns(programs: string): readonly string[] {
  const file = path.join(programs, "git.runs");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}
