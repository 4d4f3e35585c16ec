import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { waitFor } from "../integration/support/waitFor.ts";
import { editedFiles, type EditedFiles } from "./editedFiles.ts";
import { portIn } from "./person.ts";
import { openStage, type Stage } from "./stage.ts";

/** How long wrangler may take on a machine that is busy with everything else, in seconds. */
const patience = 120;

describe("what lies outside of an edit, with the project's own wrangler", function () {
  this.timeout(400_000);
  let stage: Stage;
  let files: EditedFiles;

  beforeEach(async () => {
    stage = await openStage();
    files = editedFiles(stage.window, stage.folder);
    await stage.window.openFile("wrangler.jsonc");
    await stage.page.locator(".codelens-decoration").first().waitFor();
  });
  afterEach(async () => stage.close());

  it("generated types are made anew after Add, and neither the edit nor its Undo is about them", async () => {
    await stage.window.command("Durable Objects: Generate Types");
    await waitFor("the types", () => (types()?.includes("COUNTER: ") === true ? true : undefined), patience);
    const before = withoutTypes();

    await stage.window.command("Durable Objects: Add Durable Object…");
    await stage.type("Name of the class", "ChatRoom");
    await stage.pick("Methods");
    await stage.pick("SQLite");
    await stage.type("File of the class", "chatRoom.ts");
    await stage.toast("Generated types are not part of this edit, nor of its undoing.").waitFor();
    await waitFor("the new types", () => (isBound() ? true : undefined), patience);
    await stage.window.screenshot("refactor-types");
    const { "src/chatRoom.ts": added = "", "wrangler.jsonc": config = "" } = withoutTypes();
    assert.match(config, /"name": "CHAT_ROOM", "class_name": "ChatRoom"/);
    assert.match(added, /class ChatRoom extends DurableObject<Env>/);

    await files.undoneTo({ ...before, [typesFile]: types() ?? "" }, "wrangler.jsonc", "src/index.ts");
    assert.ok(isBound());
  });

  it("local data is moved while a session runs, once a person lets it be stopped, and the next session has it", async () => {
    assert.equal(await count(), "count 1");
    await stage.window.command("Durable Objects: Stop Dev");
    await stage.status(/counter/).waitFor({ state: "detached" });
    const before = files.texts();
    await stage.window.command("Durable Objects: Rename Durable Object Class…");
    await stage.type("New name of the class", "Tally");
    await stage.pick("Yes, or not sure");
    await stage.toast("the objects of counter-Counter keep their name, so counter-Tally does not find them").waitFor();
    await files.changed(before);
    await start();

    await stage.window.command("Durable Objects: Move Local Data to a New Name…");
    await stage.pick("counter-Counter");
    await stage.pick("counter-Tally");
    await stage.toast("Local data cannot be moved while a dev session has it open; counter is running.").waitFor();
    await stage.window.screenshot("refactor-local-running");
    assert.equal(stage.sessions().length, 1);
    await stage.press("Local data cannot be moved", "Stop and Go On");

    const question = stage.dialog("Move the local data of counter-Counter to counter-Tally?");
    await question.waitFor();
    assert.match((await question.textContent()) ?? "", /under their names \(1\): one\./);
    assert.deepEqual(stage.sessions(), []);
    await question.locator(".monaco-button").filter({ hasText: "Move" }).click();
    await stage.toast("Objects copied from counter-Counter to counter-Tally: 1.").waitFor();
    assert.equal(objectsOf("counter-Counter").length, 1);
    assert.equal(await count(), "count 2");
  });

  async function start(): Promise<void> {
    await stage.window.command("Durable Objects: Start Dev");
    await stage.status(/counter:\d+/).waitFor();
  }

  /** Starts a session where none runs. @returns what its Worker answers */
  async function count(): Promise<string> {
    await start();
    const port = await portIn(stage.status(/counter:\d+/));
    return (await fetch(`http://localhost:${port}/`)).text();
  }

  function objectsOf(namespace: string): readonly string[] {
    const folder = path.join(stage.folder, ".wrangler/state/v3/do", namespace);
    return readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  }

  function types(): string | undefined {
    const file = path.join(stage.folder, typesFile);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  function isBound(): boolean {
    return types()?.includes("CHAT_ROOM: DurableObjectNamespace") === true;
  }

  function withoutTypes(): Readonly<Record<string, string>> {
    const { [typesFile]: _, ...others } = files.texts();
    return others;
  }
});

const typesFile = "worker-configuration.d.ts";
