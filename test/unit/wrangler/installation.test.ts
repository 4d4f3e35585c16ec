import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { findWrangler, type WranglerInstallation } from "../../../src/core/wrangler/installation.ts";
import { checkNode } from "../../../src/core/wrangler/node.ts";
import {
  createArgs,
  findPackageManager,
  installArgs,
  type PackageManagerName,
} from "../../../src/core/wrangler/packageManager.ts";
import { at, MemoryFiles, type MemoryEntry } from "../../support/memoryFiles.ts";

const manifest = JSON.stringify({
  version: "4.164.0",
  bin: { wrangler: "./bin/wrangler.js", "cf-wrangler": "./bin/cf-wrangler.js" },
  engines: { node: ">=22.12.0" },
});

describe("The wrangler of a configuration", () => {
  it("is the one in node_modules, hoisted to a folder above", () => {
    assert.deepEqual(found({ "node_modules/wrangler/package.json": manifest, "apps/chat/package.json": "{}" }), {
      version: "4.164.0",
      bin: at("node_modules/wrangler/bin/wrangler.js"),
      nodeArgs: [],
      nodeRange: ">=22.12.0",
      from: "node_modules",
    });
  });

  it("is the nearest one", () => {
    const installation = found({
      "node_modules/wrangler/package.json": manifest,
      "apps/chat/node_modules/wrangler/package.json": manifest.replace("4.164.0", "3.1.0"),
    });
    assert.equal(installation?.version, "3.1.0");
  });

  it("is the real one behind pnpm's link, beside which its own packages are", () => {
    const store = "node_modules/.pnpm/wrangler@4.164.0/node_modules/wrangler";
    const installation = found({
      [`${store}/package.json`]: manifest,
      "apps/chat/node_modules/wrangler": { link: `../../../${store}` },
    });
    assert.equal(installation?.bin, at(`${store}/bin/wrangler.js`));
  });

  it("is never a bin outside its package", () => {
    const evil = JSON.stringify({ version: "4.0.0", bin: { wrangler: "../../../evil.js" } });
    assert.equal(found({ "node_modules/wrangler/package.json": evil }), undefined);
  });

  it("is the one of Yarn's map for the workspace that the folder belongs to", () => {
    const installation = found({ ".pnp.cjs": pnp(), "apps/chat/package.json": "{}" });
    assert.deepEqual(installation, {
      version: "4.164.0",
      bin: at(".yarn/cache/wrangler-npm-4.164.0-abc.zip/node_modules/wrangler/bin/wrangler.js"),
      nodeArgs: ["--require", at(".pnp.cjs")],
      nodeRange: undefined,
      from: "pnp",
    });
  });

  it("brings Yarn's loader for ES modules along, where there is one", () => {
    const installation = found({ ".pnp.cjs": pnp(), ".pnp.loader.mjs": "", "apps/chat/package.json": "{}" });
    assert.deepEqual(installation?.nodeArgs.slice(2), [
      "--experimental-loader",
      pathToFileURL(at(".pnp.loader.mjs")).href,
    ]);
  });

  it("is missing where a map has none for the folder, or is written in another way", () => {
    assert.equal(found({ ".pnp.cjs": pnp().replaceAll("wrangler", "other") }), undefined);
    assert.equal(found({ ".pnp.cjs": "module.exports = 1;" }), undefined);
  });

  function found(files: Readonly<Record<string, MemoryEntry>>): WranglerInstallation | undefined {
    const result = findWrangler(new MemoryFiles(files), at("apps/chat"));
    return result.kind === "found" ? result.installation : undefined;
  }

  /** As Yarn 4 writes it: JSON in a string literal with continued lines. */
  function pnp(): string {
    const data = {
      packageRegistryData: [
        [null, [[null, { packageLocation: "./", packageDependencies: [["it's", "npm:1.0.0"]] }]]],
        [
          "chat",
          [
            [
              "workspace:apps/chat",
              { packageLocation: "./apps/chat/", packageDependencies: [["wrangler", "virtual:0123#npm:4.164.0"]] },
            ],
          ],
        ],
        [
          "wrangler",
          [
            [
              "virtual:0123#npm:4.164.0",
              {
                packageLocation: "./.yarn/cache/wrangler-npm-4.164.0-abc.zip/node_modules/wrangler/",
                packageDependencies: [],
              },
            ],
          ],
        ],
      ],
    };
    const literal = JSON.stringify(data, undefined, 2)
      .replaceAll("\\", "\\\\")
      .replaceAll("'", "\\'")
      .replaceAll("\n", "\\\n");
    return `const RAW_RUNTIME_STATE =\n'${literal}';\nfunction $$SETUP_STATE() {}`;
  }
});

describe("The package manager of a project", () => {
  it("is what `packageManager` says, before the lockfile beside it", () => {
    const files = new MemoryFiles({
      "package.json": '{"packageManager":"pnpm@10.1.0"}',
      "yarn.lock": "",
      "apps/chat/package.json": "{}",
    });
    assert.deepEqual(findPackageManager(files, at("apps/chat/worker")), {
      name: "pnpm",
      folder: at("apps/chat"),
      because: "packageManager",
      isPnpmRoot: false,
    });
  });

  for (const [lockfile, name] of [
    ["pnpm-lock.yaml", "pnpm"],
    ["yarn.lock", "yarn"],
    ["bun.lock", "bun"],
    ["package-lock.json", "npm"],
  ] as const) {
    it(`is ${name} where there is a ${lockfile}`, () => {
      const files = new MemoryFiles({ [lockfile]: "", "package.json": "{}" });
      assert.equal(findPackageManager(files, at("")).name, name);
    });
  }

  it("is npm where nothing says otherwise", () => {
    assert.equal(findPackageManager(new MemoryFiles(), at("x")).because, "default");
  });

  it("is told what to do in its own words", () => {
    const added = (name: PackageManagerName, isPnpmRoot = false): string =>
      installArgs({ name, isPnpmRoot }, "wrangler").join(" ");
    assert.equal(added("npm"), "install --save-dev wrangler");
    assert.equal(added("pnpm"), "add --save-dev wrangler");
    assert.equal(added("pnpm", true), "add --save-dev --workspace-root wrangler");
    assert.equal(added("yarn"), "add --dev wrangler");
    assert.equal(added("bun"), "add --dev wrangler");
    assert.deepEqual(createArgs("npm", "chat").slice(0, 5), ["create", "--yes", "cloudflare@latest", "chat", "--"]);
    assert.deepEqual(createArgs("yarn", "chat").slice(0, 3), ["create", "cloudflare", "chat"]);
  });

  it("knows the root of a pnpm workspace", () => {
    const files = new MemoryFiles({
      "pnpm-workspace.yaml": "packages: [apps/*]",
      "pnpm-lock.yaml": "",
      "package.json": "{}",
      "apps/chat/package.json": "{}",
    });
    assert.equal(findPackageManager(files, at("worker")).isPnpmRoot, true);
    assert.equal(findPackageManager(files, at("apps/chat")).isPnpmRoot, false);
  });
});

describe("The Node that runs wrangler", () => {
  it("is held against what wrangler asks for", () => {
    assert.deepEqual(checkNode("v24.21.0\n", ">=22.12.0"), { kind: "ok", version: "24.21.0" });
    assert.deepEqual(checkNode("v20.19.0", ">=22.12.0"), { kind: "tooOld", version: "20.19.0", range: ">=22.12.0" });
    assert.equal(checkNode("v20.19.0", undefined).kind, "tooOld");
    assert.deepEqual(checkNode("command not found", undefined), { kind: "unusable", printed: "command not found" });
  });
});
