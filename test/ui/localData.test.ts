import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { portIn } from "./person.ts";
import { openStage, type Stage } from "./stage.ts";

const entry = `import { DurableObject } from "cloudflare:workers";

export class Counter extends DurableObject {
  async note(text) {
    const { sql, kv } = this.ctx.storage;
    sql.exec("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT, at TEXT)");
    sql.exec("INSERT INTO notes (text) VALUES (?)", text);
    kv.put("latest", { text, tags: ["a", "b"] });
    await this.ctx.storage.setAlarm(Date.now() + 3_600_000);
    return sql.exec("SELECT * FROM notes").toArray().length;
  }
  alarm() {}
}

export default {
  async fetch(request, env) {
    const [, name, text] = new URL(request.url).pathname.split("/");
    return new Response(\`notes \${await env.COUNTER.getByName(name).note(text)}\`);
  },
};
`;

describe("the page of local data", function () {
  this.timeout(300_000);
  let stage: Stage;
  let frame: FrameLocator;

  before(async () => {
    stage = await openStage();
    stage.write("src/index.ts", entry);
    await stage.page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
  });
  after(async () => stage.close());

  it("waits for a session that has used an object", async () => {
    await choose();
    await stage.press("Nothing is stored locally for Counter yet", "Start Dev");
    await stage.status(/counter:\d+/).waitFor();
    assert.equal(await note("lobby", "hello"), "notes 1");
  });

  it("shows the tables, the entries and the alarm of an object, and follows the session", async () => {
    await choose();
    frame = stage.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await frame.getByRole("heading", { name: "Local data of counter-Counter" }).waitFor();
    const rows = frame.getByRole("table", { name: /notes/ }).locator("td");
    assert.deepEqual(await rows.allTextContents(), ["1", "hello", "NULL"]);
    const entries = frame.getByRole("table", { name: /Key-value/ }).locator("td");
    assert.deepEqual(await entries.allTextContents(), ["latest", "{ text: 'hello', tags: [ 'a', 'b' ] }"]);
    await note("lobby", "again");
    await rows.filter({ hasText: "again" }).waitFor();
  });

  it("lists the objects, which are filtered by name and chosen by the keyboard", async () => {
    await note("garden", "green");
    await note("attic", "dusty");
    const options = frame.getByRole("option");
    await options.filter({ hasText: "attic" }).waitFor();
    assert.equal(await options.count(), 3);
    // The object that was shown stays, whatever is written elsewhere.
    assert.match((await chosen()) ?? "", /^lobby/);
    await frame.getByRole("option", { name: /garden/ }).click();
    await frame.getByRole("cell", { name: "green", exact: true }).waitFor();
    await stage.window.screenshot("local-data");
    await stage.window.colorScheme("dark");
    await stage.window.screenshot("local-data-dark");
    await stage.page.keyboard.press("Home");
    await frame.getByRole("cell", { name: "dusty", exact: true }).waitFor();
    assert.match((await chosen()) ?? "", /^attic/);
    await frame.getByRole("searchbox").fill("LOB");
    assert.equal(await options.count(), 1);
    await options.click();
    await frame.getByRole("cell", { name: "again", exact: true }).waitFor();
  });

  it("is there again after the window was reloaded, also when no session runs any more", async () => {
    await stage.window.reload();
    await frame.getByRole("option").nth(2).waitFor();
    await frame.getByRole("option", { name: /garden/ }).click();
    await frame.getByRole("cell", { name: "green", exact: true }).waitFor();
    await stage.page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await stage.page.locator(".monaco-workbench.hc-black").waitFor();
    await stage.window.screenshot("local-data-high-contrast");
  });

  async function choose(): Promise<void> {
    const row = stage.page.locator(".pane-body .monaco-list-row").filter({ hasText: /Counter.*SQLite/ });
    await stage.choose(row.first(), "Show Local Data");
  }

  async function note(name: string, text: string): Promise<string> {
    const port = await portIn(stage.status(/counter:\d+/));
    return (await fetch(`http://localhost:${port}/${name}/${text}`)).text();
  }

  async function chosen(): Promise<string | null> {
    return frame.locator("[role=option][aria-selected=true]").textContent();
  }
});
