import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Page } from "playwright-core";
import { idFromName } from "../../src/core/localData/ids.ts";
import { nodeHashes } from "../../src/node/localData/move.ts";
import { temporaryFolder } from "../host/endings.ts";
import { startUI, type UI, type Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { editedFiles, type EditedFiles } from "./editedFiles.ts";
import { personAt, type Person } from "./person.ts";

const entry = `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {}

export class Lobby extends DurableObject {}

export default { fetch: () => new Response("ok") };
`;
const chat = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"

# Where people talk.
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Room", "Lobby"]

[env.staging]
migrations = [{ tag = "v1", new_sqlite_classes = ["Room", "Lobby"] }]
`;
const shop = `{
  "name": "shop",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "migrations": [],
}
`;

const plain = `// Plain so far.
export class Plain {
  constructor(state: DurableObjectState, env: unknown) {}
}
`;

describe("edits over several files, as a person sees them", function () {
  this.timeout(300_000);
  let ui: UI;
  let folder: string;
  let window: Window;
  let page: Page;
  let person: Person;
  let files: EditedFiles;

  before(async () => {
    ui = await startUI();
  });
  after(async () => ui.close());

  beforeEach(async () => {
    folder = projectFolder();
    await openWindow();
  });
  afterEach(async () => window.close());

  async function openWindow(): Promise<void> {
    window = await ui.open(folder);
    ({ page } = window);
    person = personAt(page);
    files = editedFiles(window, folder);
    await window.openFile("chat/wrangler.toml");
    // The lens says that the server has read the configuration.
    await page.locator(".codelens-decoration").first().waitFor({ timeout: 60_000 });
  }

  /** The settings of a folder count at once if they are there when it is opened. */
  async function reopenWithPreview(): Promise<void> {
    await window.close();
    mkdirSync(path.join(folder, ".vscode"));
    const settings = { "durableObjects.refactor.preview": true };
    writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify(settings));
    await openWindow();
  }

  it("Add Durable Object asks for everything, and one Undo takes it back", async () => {
    const before = files.texts();
    await window.command("Durable Objects: Add Durable Object…");
    await person.type("Name of the class", "Counter");
    await person.row("WebSockets").waitFor();
    await window.screenshot("refactor-add-kind");
    await person.pick("Alarm");
    await person.row("Key-value").waitFor();
    await window.screenshot("refactor-add-storage");
    await person.pick("SQLite");
    await person.row("staging").waitFor();
    await page.keyboard.press("Enter");
    await person.type("File of the class", "counter.ts");
    await page.locator(".tab.active").filter({ hasText: "counter.ts" }).waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-add-done");
    const after = await files.changed(before);
    assert.match(after["chat/src/counter.ts"] ?? "", /export class Counter extends DurableObject \{[^]*setAlarm/);
    assert.match(after["chat/src/index.ts"] ?? "", /export \{ Counter \} from "\.\/counter";/);
    assert.equal(after["chat/wrangler.toml"]?.match(/class_name = "Counter"/g)?.length, 2);
    await files.undoneTo(before, "chat/wrangler.toml", "chat/src/index.ts");
  });

  it("Delete says what is lost, has the name typed, and makes the first of two deploys", async () => {
    const before = files.texts();
    await window.command("Durable Objects: Delete Durable Object Class…");
    await person.pick("Room");
    await person.row("Yes, or not sure").waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-delete-asks");
    await person.pick("Yes, or not sure");
    const question = page.locator(".quick-input-widget");
    await question.filter({ hasText: "takes two deploys" }).waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-delete-loss");
    await person.enter("Roo");
    await question.filter({ hasText: "This is not Room." }).waitFor({ timeout: 60_000 });
    assert.deepEqual(files.texts(), before);
    // What is wrong with the answer stands in the place of the question.
    await question.locator("input.input").fill("");
    await person.type("takes two deploys", "Room");
    const first = await files.changed(before);
    assert.deepEqual(first, { ...before, "chat/wrangler.toml": chat.replace(/# Where[^]*?"Room"\n\n/, "") });
    await person.toast("The bindings of Room are gone").waitFor();
    await window.screenshot("refactor-delete-first");
    await files.undoneTo(before, "chat/wrangler.toml");
  });

  it("Transfer changes both Workers, and says in which order they are deployed", async () => {
    const objects = path.join(folder, "chat/.wrangler/state/v3/do/chat-Room");
    makeObject(objects, idFromName(nodeHashes, "chat-Room", "lobby"), "lobby");
    const before = files.texts();
    await window.command("Durable Objects: Transfer Durable Object Class to Another Worker…");
    await person.pick("Room");
    await person.pick("top level");
    await person.row("shop").waitFor();
    await window.screenshot("refactor-transfer");
    await person.pick("shop");
    const after = await files.changed(before);
    assert.match(after["chat/wrangler.toml"] ?? "", /class_name = "Room"\nscript_name = "shop"/);
    assert.match(
      after["shop/wrangler.jsonc"] ?? "",
      /"transferred_classes": \[\s*\{\s*"from": "Room",\s*"from_script": "chat",\s*"to": "Room"\s*\}/,
    );
    await person.toast("Deploy shop first").waitFor();
    await person.toast("the objects of chat-Room keep their name, so shop-Room does not find them").waitFor();
    await window.screenshot("refactor-transfer-done");
    await person.press("Local data is not part of this edit", "Move Local Data…");
    const asked = person.dialog("Move the local data of chat-Room to shop-Room?");
    await asked.waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-transfer-question");
    const places = /To chat\/\.wrangler\/.*\/shop-Room:.*lobby.*To shop\/\.wrangler\/.*\/shop-Room:.*lobby/s;
    assert.match((await asked.textContent()) ?? "", places);
    await asked.locator(".monaco-button").filter({ hasText: "Cancel" }).click();
    await files.undoneTo(before, "chat/wrangler.toml", "shop/wrangler.jsonc");
  });

  it("Add Binding, and the conversions of migrations and of the whole file, there and back", async () => {
    const before = files.texts();
    await window.command("Durable Objects: Add Binding to Environment…");
    await person.pick("Room");
    const bound = await files.changed(before);
    assert.match(bound["chat/wrangler.toml"] ?? "", /\[\[env\.staging\.durable_objects\.bindings\]\]\nname = "ROOM"/);

    await window.command("Durable Objects: Convert Migrations to Exports");
    const converted = await files.changed(bound);
    assert.match(converted["chat/wrangler.toml"] ?? "", /\[exports\.Room\]\ntype = "durable-object"/);
    assert.doesNotMatch(converted["chat/wrangler.toml"] ?? "", /migrations/);
    await files.undoneTo(bound, "chat/wrangler.toml");

    await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
    await gone("chat/wrangler.toml");
    const jsonc = await files.changed(bound);
    assert.match(jsonc["chat/wrangler.jsonc"] ?? "", /\/\/ Where people talk\./);
    await window.openFile("chat/wrangler.jsonc");
    await page.locator(".codelens-decoration").first().waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-jsonc");
    await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
    await gone("chat/wrangler.jsonc");
    const toml = await files.changed(jsonc);
    assert.match(toml["chat/wrangler.toml"] ?? "", /# Where people talk\.\n\[\[durable_objects\.bindings\]\]/);
  });

  for (const [from, to] of [
    ["chat/wrangler.toml", "chat/wrangler.jsonc"],
    ["shop/wrangler.jsonc", "shop/wrangler.toml"],
  ] as const)
    it(`one Undo takes the conversion of ${from} back: the old file with all its bytes, and no new one`, async () => {
      const before = files.texts();
      await window.openFile(from);
      await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
      await gone(from);
      const after = await files.changed(before);
      assert.notEqual(after[to], undefined);
      await files.undoneOnDisk(before, to);
    });

  it("Rename changes code and configuration from the first time on, and local data follows if a person wants it", async () => {
    const [from, to] = ["chat-Room", "chat-Hall"].map((name) => path.join(folder, "chat/.wrangler/state/v3/do", name));
    assert.ok(from !== undefined && to !== undefined);
    makeObject(from, idFromName(nodeHashes, "chat-Room", "lobby"), "lobby");
    makeObject(from, "0".repeat(64), undefined);
    await renameTo("Hall");
    const after = files.texts();
    assert.match(after["chat/src/index.ts"] ?? "", /export class Hall extends/);
    assert.match(
      after["chat/wrangler.toml"] ?? "",
      /class_name = "Hall"[^]*renamed_classes = \[\{ from = "Room", to = "Hall" \}\]/,
    );
    await person.toast("Local data is not part of this edit").waitFor();
    await window.screenshot("refactor-local-offer");

    // As a session that was started in a terminal has it.
    const session = new DatabaseSync(path.join(from, "metadata.sqlite"));
    session.exec("PRAGMA journal_mode = WAL; CREATE TABLE t(x); SELECT * FROM t");
    await person.press("Local data is not part of this edit", "Move Local Data…");
    await person.toast("outside of this window").waitFor({ timeout: 60_000 });
    assert.equal(existsSync(to), false);
    session.close();

    await window.command("Notifications: Clear All Notifications");
    await window.command("Durable Objects: Move Local Data to a New Name…");
    await person.pick("chat-Room");
    await person.row("chat-Hall").waitFor();
    await window.screenshot("refactor-local-target");
    await person.pick("chat-Hall");
    const question = person.dialog("Move the local data of chat-Room to chat-Hall?");
    await question.waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-local-question");
    await window.colorScheme("dark");
    await window.screenshot("refactor-local-question-dark");
    assert.match((await question.textContent()) ?? "", /under their names \(1\): lobby.*no name is stored.*: 1\./s);
    await question.locator(".monaco-button").filter({ hasText: "Move" }).click();
    await person.toast("Objects copied from chat-Room to chat-Hall: 1.").waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-local-done");
    assert.equal(existsSync(path.join(to, `${idFromName(nodeHashes, "chat-Hall", "lobby")}.sqlite`)), true);
  });

  it("a plain class becomes a Durable Object by its light bulb, and one Undo takes it back", async () => {
    writeFileSync(path.join(folder, "chat/src/plain.ts"), plain);
    const before = files.texts();
    await window.openFile("chat/src/plain.ts", 2);
    await window.quickFix(/^Convert Plain to a Durable Object$/);
    const after = await files.changed(before);
    assert.equal(
      after["chat/src/plain.ts"],
      plain
        .replace("// Plain", `import { DurableObject } from "cloudflare:workers";\n\n// Plain`)
        .replace("class Plain", "class Plain extends DurableObject")
        .replace("{}", "{ super(state, env); }"),
    );
    await window.screenshot("refactor-convert-class");
    await files.undoneTo(before, "chat/src/plain.ts");
  });

  it("shows every edit before it is made, where that is wished for", async () => {
    await reopenWithPreview();
    const before = files.texts();
    await renameTo("Hall", async () => {
      await person.row("Apply").waitFor({ timeout: 60_000 });
      await page.locator(".multiDiffEntry .line-insert").first().waitFor();
      await window.screenshot("refactor-preview");
      await window.colorScheme("dark");
      await window.screenshot("refactor-preview-dark");
      assert.deepEqual(files.texts(), before);
      await person.pick("Apply");
    });
    assert.match(files.texts()["chat/wrangler.toml"] ?? "", /class_name = "Hall"/);
    assert.equal(await page.locator(".tab").filter({ hasText: "Preview of the changes" }).count(), 0);
  });

  it("makes nothing of an edit that is discarded, such as one that replaces a file", async () => {
    await reopenWithPreview();
    const before = files.texts();
    await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
    await person.row("Discard").waitFor({ timeout: 60_000 });
    await page.locator(".multiDiffEntry").nth(1).waitFor();
    await window.screenshot("refactor-preview-format");
    await person.pick("Discard");
    await page.locator(".multiDiffEntry").first().waitFor({ state: "detached" });
    assert.deepEqual(files.texts(), before);
  });

  async function gone(file: string): Promise<void> {
    await waitFor("the old file to go", () => (files.texts()[file] === undefined ? true : undefined), 60);
  }

  /** Renames `Room`, and waits until it has been done; `confirm` is what a person does in between. */
  async function renameTo(name: string, confirm?: () => Promise<void>): Promise<void> {
    const before = files.texts();
    await window.command("Durable Objects: Rename Durable Object Class…");
    await person.pick("Room");
    await person.type("New name of the class", name);
    await person.row("Yes, or not sure").waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-rename-asks");
    await person.pick("Yes, or not sure");
    await confirm?.();
    await files.changed(before);
  }
});

/** Two Workers in one folder, without history. */
function projectFolder(): string {
  const [folder] = temporaryFolder("do-edits");
  for (const [name, text] of Object.entries({
    "chat/wrangler.toml": chat,
    "chat/src/index.ts": entry,
    "shop/wrangler.jsonc": shop,
    "shop/src/index.ts": entry,
  })) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** An object as it lies in local development. */
function makeObject(folder: string, id: string, name: string | undefined): void {
  mkdirSync(folder, { recursive: true });
  const object = new DatabaseSync(path.join(folder, `${id}.sqlite`));
  object.exec("CREATE TABLE __miniflare_do_name (id INTEGER PRIMARY KEY, name TEXT)");
  if (name !== undefined) object.prepare("INSERT INTO __miniflare_do_name VALUES (1, ?)").run(name);
  object.close();
}
