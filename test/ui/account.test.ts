import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { openStage, type Stage } from "./stage.ts";

describe("The login of wrangler, as a person sees it", function () {
  this.timeout(300_000);
  const [programs] = temporaryFolder("do-browser");
  let stage: Stage;

  before(async () => {
    writeBrowser(path.join(programs, "xdg-open"));
    stage = await openStage({
      variables: {
        CLOUDFLARE_API_TOKEN: undefined,
        CLOUDFLARE_ACCOUNT_ID: undefined,
        CI: undefined,
        PATH: `${programs}${path.delimiter}${process.env["PATH"] ?? ""}`,
      },
    });
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());
  afterEach(async () => stage.window.command("Notifications: Clear All Notifications"));

  it("is missing at first, which a deploy says before anything is sent", async () => {
    await stage.window.command("Durable Objects: Deploy…");
    await stage.pick(/Deploy counter/);
    await stage.toast("wrangler is not logged in to Cloudflare").waitFor();
    await stage.window.screenshot("not-logged-in");
    assert.equal(stage.account.scripts.size, 0);
  });

  it("happens in a terminal, with the browser, and ends with who is logged in", async () => {
    await waitFor("wrangler's own port", async () => ((await isFree(8976)) ? true : undefined), 120);
    await stage.window.command("Durable Objects: Log In");
    await stage.toast("Logged in as somebody@example.com. Accounts: Acme.").waitFor();
    assert.match(await stage.terminal(), /Successfully logged in/);
    await stage.window.screenshot("login");
  });

  it("is told, and ends", async () => {
    await stage.window.command("Durable Objects: Who Am I");
    await stage.toast("Logged in as somebody@example.com").waitFor();
    await stage.window.command("Notifications: Clear All Notifications");
    await stage.window.command("Durable Objects: Log Out");
    await stage.toast("wrangler is logged out of Cloudflare").waitFor();
    assert.equal(stage.api.oauth.tokens.size, 0);
    await stage.window.command("Durable Objects: Who Am I");
    await stage.toast("wrangler is not logged in to Cloudflare").waitFor();
  });
});

/** A browser that agrees to whatever it is shown: it follows the login page's redirect back to wrangler. */
function writeBrowser(file: string): void {
  writeFileSync(
    file,
    `#!/usr/bin/env node
const follow = async (url) => {
  const answer = await fetch(url, { redirect: "manual" });
  const next = answer.headers.get("location");
  if (next !== null && new URL(next).hostname === "localhost") await follow(next);
};
void follow(process.argv[2]);
`,
  );
  chmodSync(file, 0o755);
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "localhost", () => server.close(() => resolve(true)));
  });
}
