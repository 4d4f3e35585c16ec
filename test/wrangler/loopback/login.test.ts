import assert from "node:assert/strict";
import { waitFor } from "../../integration/support/waitFor.ts";
import { freePort } from "../sessions/project.ts";
import { startScene, type Environment, type Scene } from "./scene.ts";

describe("The real `wrangler login` against a login page that agrees at once", function () {
  this.timeout(120_000);
  const nobody: Environment = { CLOUDFLARE_API_TOKEN: undefined, CLOUDFLARE_ACCOUNT_ID: undefined, CI: undefined };
  let scene: Scene;

  before(async () => {
    scene = await startScene();
    scene.write({ classes: [] });
  });
  after(async () => scene.end());

  it("is known to `whoami` until `logout`", async () => {
    assert.equal((await whoami()).loggedIn, false);
    // The redirect names wrangler's registered port; listening on another one, runs side by side do not meet.
    const port = await freePort();
    const login = scene.start(["login", "--browser=false", `--callback-port=${port}`], nobody);
    const page = await waitFor("the address", () => /authenticate: (\S+)/.exec(login.printed())?.[1], 60);
    const answer = await fetch(page, { redirect: "manual" });
    const back = new URL(answer.headers.get("location") ?? "");
    assert.equal(back.host, "localhost:8976");
    back.port = String(port);
    await fetch(back, { redirect: "manual" });
    assert.deepEqual((await login.outcome).end, { kind: "exited", code: 0, signal: undefined });

    const known = await whoami();
    assert.deepEqual([known.loggedIn, known.email], [true, "somebody@example.com"]);
    assert.equal(scene.api.oauth.tokens.size, 1);
    assert.match((await scene.run(["logout"], nobody)).printed, /Successfully logged out/);
    assert.equal((await whoami()).loggedIn, false);
    assert.equal(scene.api.oauth.tokens.size, 0);
  });

  async function whoami(): Promise<{ readonly loggedIn: boolean; readonly email?: string }> {
    const { printed } = await scene.run(["whoami", "--json"], nobody);
    return JSON.parse(printed.slice(printed.indexOf("{"), printed.lastIndexOf("}") + 1));
  }
});
