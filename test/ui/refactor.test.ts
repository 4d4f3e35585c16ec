import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
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
    window = await ui.open(folder);
    ({ page } = window);
    person = personAt(page);
    await window.openFile("chat/wrangler.toml");
    // The lens says that the server has read the configuration.
    await page.locator(".codelens-decoration").first().waitFor({ timeout: 60_000 });
  });
  afterEach(async () => window.close());

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
    const loss = page.locator(".quick-input-widget").filter({ hasText: "takes two deploys" });
    await loss.waitFor({ timeout: 60_000 });
    await window.screenshot("refactor-delete-loss");
    await page.locator(".quick-input-widget input.input").fill("Roo");
    await page.keyboard.press("Enter");
    assert.deepEqual(texts(), before);
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
