import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { startUI, type UI, type Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { editedFiles, type EditedFiles } from "./editedFiles.ts";
import { personAt, type Person } from "./person.ts";

/** `Room` is used by a module beside its way to the entry; `Lobby` is on that way alone. */
const texts = {
  "wrangler.toml": `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[durable_objects.bindings]]
name = "LOBBY"
class_name = "Lobby"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Room", "Lobby"]
`,
  "src/index.ts": `export { Lobby, Room } from "./objects.ts";
export default { fetch: () => new Response("ok") };
`,
  "src/objects.ts": `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {}

export class Lobby extends DurableObject {}
`,
  "src/env.ts": `import type { Room } from "./objects.ts";

export interface Env {
  readonly ROOM: DurableObjectNamespace<Room>;
}
`,
};

describe("F2 on a class in a folder that is not trusted", function () {
  this.timeout(300_000);
  let ui: UI;
  let window: Window;
  let person: Person;
  let files: EditedFiles;

  before(async () => {
    ui = await startUI({ hasTrust: false });
  });
  after(async () => ui.close());

  beforeEach(async () => {
    const [folder] = temporaryFolder("do-restricted");
    mkdirSync(path.join(folder, "src"));
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    window = await ui.open(folder);
    person = personAt(window.page);
    files = editedFiles(window, folder);
    await window.openFile("wrangler.toml");
    await window.page.locator(".codelens-decoration").first().waitFor({ timeout: 60_000 });
    await window.page.locator(".statusbar-item").filter({ hasText: "Restricted Mode" }).waitFor();
  });
  afterEach(async () => window.close());

  it("says that it cannot be renamed where other code names it too, and which", async () => {
    await rename("wrangler.toml", 7, "Hall");
    const reason = person.toast(/Room is also used in src\/env\.ts, which only the editor's own rename can change/);
    await reason.waitFor({ timeout: 60_000 });
    await window.screenshot("restricted-rename-refused");
    assert.deepEqual(files.texts(), texts);
  });

  for (const [file, line] of [
    ["wrangler.toml", 11],
    ["src/objects.ts", 5],
  ] as const)
    it(`renames what is named on its way to the entry alone, from ${file}`, async () => {
      await rename(file, line, "Hall");
      await person.pick("Yes, or not sure");
      const after = await files.changed(texts);
      assert.match(
        after["wrangler.toml"] ?? "",
        /class_name = "Hall"[^]*renamed_classes = \[\{ from = "Lobby", to = "Hall" \}\]/,
      );
      assert.match(after["src/objects.ts"] ?? "", /export class Hall extends/);
      assert.match(after["src/index.ts"] ?? "", /export \{ Hall, Room \}/);
      assert.equal(after["src/env.ts"], texts["src/env.ts"]);
    });

  /** Presses F2 on the name that a line has, and gives another one. */
  async function rename(file: string, line: number, to: string): Promise<void> {
    const { page } = window;
    await window.openFile(file, line);
    const name = page.locator(".view-line span span").filter({ hasText: /^"?(?:Room|Lobby)"?$/ });
    const box = page.locator(".rename-box input");
    await waitFor(
      // The server is asked first; another click would take the box away.
      "the rename box",
      async () => {
        await name.nth(file.endsWith("toml") ? (line > 7 ? 1 : 0) : 1).click({ timeout: 5000 });
        await page.keyboard.press("F2");
        return box.waitFor({ timeout: 5000 }).then(
          () => true as const,
          () => undefined,
        );
      },
      60,
    );
    await box.fill(to);
    await page.keyboard.press("Enter");
  }
});
