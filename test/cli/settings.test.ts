import assert from "node:assert/strict";
import { badWorker, goodWorker, workspaces, type Workspace } from "./workspace.ts";

describe("severities and settings", () => {
  const open = workspaces();
  const settings = (value: unknown): string => `// set by the team\n${JSON.stringify(value)}`;

  async function severity(
    workspace: Workspace,
    words: readonly string[] = [],
    folder = "",
  ): Promise<string | undefined> {
    const { problems } = await workspace.json(words, { folder });
    return problems.find((problem) => problem.rule === "bound-class-not-exported")?.severity;
  }

  it("a rule has the severity of --rule, else that of the folder's settings, else its own", async () => {
    const workspace = open(badWorker);
    assert.equal(await severity(workspace), "error");
    workspace.write(
      ".vscode/settings.json",
      settings({ "durableObjects.rules": { "bound-class-not-exported": "info" }, "editor.tabSize": 2 }),
    );
    assert.equal(await severity(workspace), "info");
    assert.equal(await severity(workspace, ["--rule", "bound-class-not-exported=hint"]), "hint");
    assert.equal(await severity(workspace, ["--rule", "bound-class-not-exported=off"]), undefined);
  });

  it("the nearest settings with any of ours count, up to the repository", async () => {
    const inner = Object.fromEntries(Object.entries(badWorker).map(([name, text]) => [`apps/chat/${name}`, text]));
    const workspace = open({
      ...inner,
      ".git/HEAD": "",
      ".vscode/settings.json": settings({ "durableObjects.rules": { "bound-class-not-exported": "info" } }),
      "apps/chat/.vscode/settings.json": settings({ "editor.tabSize": 2 }),
    });
    assert.equal(await severity(workspace, [], "apps/chat"), "info");
  });

  it("settings above the folder that is checked do not count outside a repository", async () => {
    const inner = Object.fromEntries(Object.entries(badWorker).map(([name, text]) => [`chat/${name}`, text]));
    const workspace = open({
      ...inner,
      ".vscode/settings.json": settings({ "durableObjects.rules": { "bound-class-not-exported": "off" } }),
    });
    assert.equal(await severity(workspace, [], "chat"), "error");
    assert.equal(await severity(workspace), undefined);
  });

  for (const broken of [
    '{ "durableObjects.rules": [1] }',
    '{ "durableObjects.rules": { "bound-class-not-exported": 3 } }',
    "{ durableObjects.",
  ]) {
    it(`settings that make no sense count for nothing: ${broken}`, async () => {
      assert.equal(await severity(open({ ...badWorker, ".vscode/settings.json": broken })), "error");
    });
  }

  it("durableObjects.exclude leaves configurations out, unless they are named", async () => {
    const legacy = Object.fromEntries(Object.entries(badWorker).map(([name, text]) => [`legacy/${name}`, text]));
    const workspace = open({
      ...goodWorker,
      ...legacy,
      ".vscode/settings.json": settings({ "durableObjects.exclude": ["legacy"] }),
    });
    assert.equal((await workspace.json()).workers.length, 1);
    assert.equal(await severity(workspace, ["legacy/wrangler.jsonc"]), "error");
    const { code, err } = await workspace.run(["check", "legacy"]);
    assert.deepEqual(
      [code, err],
      [2, 'durable-objects: durableObjects.exclude leaves out every configuration in "legacy".\n'],
    );
  });
});
