import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toFilePath } from "../../../src/core/text/path.ts";
import { wranglerArgs } from "../../../src/core/wrangler/commandLine.ts";
import { findWrangler } from "../../../src/core/wrangler/installation.ts";
import { diskFiles } from "../../../src/node/fileSystem.ts";
import { freePort } from "../../../src/vscode/wrangler/ports.ts";
import { endGroups, leftOf } from "./processTable.ts";
import { counterConfig, counterSource, nodeSpec } from "./project.ts";
import { record } from "./recorder.ts";

describe("The wrangler of a Yarn workspace without node_modules", function () {
  this.timeout(400_000);
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), "yarn's pnp "));
  const worker = path.join(root, "packages/counter");
  const groups: (number | undefined)[] = [];

  before(() => {
    write("package.json", { private: true, packageManager: "yarn@4.18.1", workspaces: ["packages/*"] });
    write("packages/counter/package.json", { name: "counter", private: true, devDependencies: { wrangler } });
    writeFileSync(path.join(root, "yarn.lock"), "");
    writeFileSync(path.join(worker, "wrangler.jsonc"), counterConfig);
    mkdirSync(path.join(worker, "src"));
    writeFileSync(path.join(worker, "src/index.ts"), counterSource);
    install();
  });
  after(() => {
    endGroups(groups);
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  it("is found in the map that Yarn has written, which is not run, and runs `dev`", async () => {
    const found = findWrangler(diskFiles, toFilePath(worker));
    assert.ok(found.kind === "found");
    const { from, version, bin, nodeArgs } = found.installation;
    assert.deepEqual([from, version, found.packageManager.name], ["pnp", wrangler, "yarn"]);
    const args = wranglerArgs({
      kind: "dev",
      configs: [toFilePath(path.join(worker, "wrangler.jsonc"))],
      environment: undefined,
      port: await freePort(),
      inspectorPort: await freePort(),
      extra: [],
    });
    const { session, until, url } = record(
      nodeSpec(worker, [...nodeArgs, bin, ...args]),
      path.join(root, "output.ndjson"),
    );
    groups.push(session.group);
    await until(() => session.state.kind === "ready", 180_000);
    assert.equal(await (await fetch(url())).text(), "count 1");
    await session.stop();
    assert.deepEqual(await leftOf(session.group, 20_000), []);
  });

  const { version: wrangler }: { readonly version: string } = JSON.parse(
    execFileSync(process.execPath, ["-p", "JSON.stringify(require('wrangler/package.json'))"], { encoding: "utf8" }),
  );

  function write(file: string, json: object): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), JSON.stringify(json));
  }

  /** What it fetches stays in the folder for such things, for the next time; Yarn wants that folder without links. */
  function install(): void {
    mkdirSync(".vscode-test", { recursive: true });
    const registry = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
    execFileSync(process.execPath, [path.resolve("node_modules/@yarnpkg/cli-dist/bin/yarn.js"), "install"], {
      cwd: root,
      stdio: "pipe",
      env: {
        ...process.env,
        YARN_GLOBAL_FOLDER: path.join(realpathSync(".vscode-test"), "yarn"),
        YARN_NPM_REGISTRY_SERVER: registry,
        YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
        YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
        YARN_ENABLE_HARDENED_MODE: "false",
        YARN_ENABLE_TELEMETRY: "false",
      },
    });
  }
});
