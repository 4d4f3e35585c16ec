import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Page } from "playwright-core";
import { idFromName } from "../../src/core/localData/ids.ts";
import { nodeHashes } from "../../src/node/localData/move.ts";
import { temporaryFolder } from "../host/endings.ts";
import { startUI, type UI, type Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
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

describe("edits over several files, as a person sees them", function () {
  this.timeout(300_000);
  let ui: UI;
  let folder: string;
  let window: Window;
  let page: Page;
  let person: Person;

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
    const before = texts();
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
    const after = await changed(before);
    assert.match(after["chat/src/counter.ts"] ?? "", /export class Counter extends DurableObject \{[^]*setAlarm/);
    assert.match(after["chat/src/index.ts"] ?? "", /export \{ Counter \} from "\.\/counter";/);
    assert.equal(after["chat/wrangler.toml"]?.match(/class_name = "Counter"/g)?.length, 2);
    await undoneTo(before, "chat/wrangler.toml", "chat/src/index.ts");
  });

  it("Delete says what is lost, has the name typed, and makes the first of two deploys", async () => {
    const before = texts();
    await window.command("Durable Objects: Delete Durable Object Class…");
    await person.pick("Room");
    await person.row("Yes, or not sure").waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-delete-asks");
    await person.pick("Yes, or not sure");
    const question = page.locator(".quick-input-widget");
    await question.filter({ hasText: "takes two deploys" }).waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-delete-loss");
    await question.locator("input.input").fill("Roo");
    await page.keyboard.press("Enter");
    await question.filter({ hasText: "This is not Room." }).waitFor({ timeout: 60_000 });
    assert.deepEqual(texts(), before);
    // What is wrong with the answer stands in the place of the question.
    await question.locator("input.input").fill("");
    await person.type("takes two deploys", "Room");
    const first = await changed(before);
    assert.deepEqual(first, { ...before, "chat/wrangler.toml": chat.replace(/# Where[^]*?"Room"\n\n/, "") });
    await person.toast("The bindings of Room are gone").waitFor();
    await window.screenshot("refactor-delete-first");
    await undoneTo(before, "chat/wrangler.toml");
  });

  it("Transfer changes both Workers, and says in which order they are deployed", async () => {
    const before = texts();
    await window.command("Durable Objects: Transfer Durable Object Class to Another Worker…");
    await person.pick("Room");
    await person.pick("top level");
    await person.row("shop").waitFor();
    await window.screenshot("refactor-transfer");
    await person.pick("shop");
    const after = await changed(before);
    assert.match(after["chat/wrangler.toml"] ?? "", /class_name = "Room"\nscript_name = "shop"/);
    assert.match(
      after["shop/wrangler.jsonc"] ?? "",
      /"transferred_classes": \[\s*\{\s*"from": "Room",\s*"from_script": "chat",\s*"to": "Room"\s*\}/,
    );
    await person.toast("Deploy shop first").waitFor();
    await window.screenshot("refactor-transfer-done");
    await undoneTo(before, "chat/wrangler.toml", "shop/wrangler.jsonc");
  });

  it("Add Binding, and the conversions of migrations and of the whole file, there and back", async () => {
    const before = texts();
    await window.command("Durable Objects: Add Binding to Environment…");
    await person.pick("Room");
    const bound = await changed(before);
    assert.match(bound["chat/wrangler.toml"] ?? "", /\[\[env\.staging\.durable_objects\.bindings\]\]\nname = "ROOM"/);

    await window.command("Durable Objects: Convert Migrations to Exports");
    const converted = await changed(bound);
    assert.match(converted["chat/wrangler.toml"] ?? "", /\[exports\.Room\]\ntype = "durable-object"/);
    assert.doesNotMatch(converted["chat/wrangler.toml"] ?? "", /migrations/);
    await undoneTo(bound, "chat/wrangler.toml");

    await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
    await waitFor("the old file to go", () => (texts()["chat/wrangler.toml"] === undefined ? true : undefined), 60);
    const jsonc = await changed(bound);
    assert.match(jsonc["chat/wrangler.jsonc"] ?? "", /\/\/ Where people talk\./);
    await window.openFile("chat/wrangler.jsonc");
    await page.locator(".codelens-decoration").first().waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-jsonc");
    await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
    await waitFor("the old file to go", () => (texts()["chat/wrangler.jsonc"] === undefined ? true : undefined), 60);
    const toml = await changed(jsonc);
    assert.match(toml["chat/wrangler.toml"] ?? "", /# Where people talk\.\n\[\[durable_objects\.bindings\]\]/);
  });

  it("Rename changes code and configuration from the first time on, and local data follows if a person wants it", async () => {
    const [from, to] = ["chat-Room", "chat-Hall"].map((name) => path.join(folder, "chat/.wrangler/state/v3/do", name));
    assert.ok(from !== undefined && to !== undefined);
    makeObject(from, idFromName(nodeHashes, "chat-Room", "lobby"), "lobby");
    makeObject(from, "0".repeat(64), undefined);
    await renameTo("Hall");
    const after = texts();
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

  it("shows every edit before it is made, where that is wished for", async () => {
    await reopenWithPreview();
    const before = texts();
    await renameTo("Hall", async () => {
      await person.row("Apply").waitFor({ timeout: 60_000 });
      await page.locator(".multiDiffEntry .line-insert").first().waitFor();
      await window.screenshot("refactor-preview");
      await window.colorScheme("dark");
      await window.screenshot("refactor-preview-dark");
      assert.deepEqual(texts(), before);
      await person.pick("Apply");
    });
    assert.match(texts()["chat/wrangler.toml"] ?? "", /class_name = "Hall"/);
    assert.equal(await page.locator(".tab").filter({ hasText: "Preview of the changes" }).count(), 0);
  });

  it("makes nothing of an edit that is discarded, such as one that replaces a file", async () => {
    await reopenWithPreview();
    const before = texts();
    await window.command("Durable Objects: Convert Configuration between TOML and JSONC");
    await person.row("Discard").waitFor({ timeout: 60_000 });
    await page.locator(".multiDiffEntry").nth(1).waitFor();
    await window.screenshot("refactor-preview-format");
    await person.pick("Discard");
    await page.locator(".multiDiffEntry").first().waitFor({ state: "detached" });
    assert.deepEqual(texts(), before);
  });

  /** Renames `Room`, and waits until it has been done; `confirm` is what a person does in between. */
  async function renameTo(name: string, confirm?: () => Promise<void>): Promise<void> {
    const before = texts();
    await window.command("Durable Objects: Rename Durable Object Class…");
    await person.pick("Room");
    await person.type("New name of the class", name);
    await person.row("Yes, or not sure").waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-rename-asks");
    await person.pick("Yes, or not sure");
    await confirm?.();
    await changed(before);
  }

  function texts(): Readonly<Record<string, string>> {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const files = names.filter((name) => /\.(toml|jsonc?|ts)$/.test(name)).toSorted();
    return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
  }

  /** The texts once they are others. VS Code saves what an edit of several files has changed, but not what one of one has. */
  async function changed(before: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
    const isOther = () => JSON.stringify(texts()) !== JSON.stringify(before);
    await waitFor(
      "an edit",
      async () => (isOther() || (await page.locator(".tab.dirty").count()) > 0 ? true : undefined),
      60,
    );
    const settled = await waitFor("the edit to be complete", async () => {
      const one = JSON.stringify(texts());
      await saved();
      return JSON.stringify(texts()) === one && isOther() ? true : undefined;
    });
    assert.ok(settled);
    return texts();
  }

  async function saved(): Promise<void> {
    await window.command("File: Save All Files");
    await page.locator(".tab.dirty").first().waitFor({ state: "detached" });
  }

  /**
   * Takes the last edit back with one Undo, from one of its files; VS Code may ask whether in all files. Files that are not
   * shown are opened for it, a moment later, and none of them is saved.
   */
  async function undoneTo(
    before: Readonly<Record<string, string>>,
    ...files: readonly [string, ...string[]]
  ): Promise<void> {
    await window.openFile(files[0]);
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+z");
    const question = page.locator(".monaco-dialog-box");
    const dirty = (file: string) => page.locator(`.tab.dirty[data-resource-name="${path.basename(file)}"]`);
    await question.or(dirty(files[0])).first().waitFor();
    if (await question.isVisible()) await question.locator(".monaco-button").first().click();
    for (const file of files) await dirty(file).waitFor();
    await saved();
    assert.deepEqual(texts(), before);
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
