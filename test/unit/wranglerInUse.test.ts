import assert from "node:assert/strict";
import { toFilePath } from "../../src/core/text/path.ts";
import { findWranglerInUse, newestWrangler } from "../../src/core/wranglerInUse.ts";
import { MemoryFiles } from "../support/memoryFiles.ts";

describe("the wrangler in use", () => {
  it("is the installed one, hoisted or not, before anything that only asks for one", () => {
    const files = {
      "node_modules/wrangler/package.json": `{ "version": "4.90.1" }`,
      "node_modules/workerd/package.json": `{ "version": "1.20251018.0" }`,
      "package-lock.json": lock("4.80.0"),
      "packages/api/package.json": `{ "devDependencies": { "wrangler": "^4.0.0" } }`,
    };
    assert.deepEqual(inUse(files, "packages/api"), {
      version: "4.90.1",
      from: "installed",
      folder: "/w/node_modules/wrangler",
      runtimeDate: "2025-10-18",
    });
  });

  it("is the one that a pnpm link leads to", () => {
    const files = {
      "node_modules/.pnpm/wrangler@4.91.0/node_modules/wrangler/package.json": `{ "version": "4.91.0" }`,
      "app/node_modules/wrangler": { link: "../../node_modules/.pnpm/wrangler@4.91.0/node_modules/wrangler" },
    };
    assert.equal(inUse(files, "app").version, "4.91.0");
  });

  const lockfiles = {
    "package-lock.json": lock("4.80.0"),
    "pnpm-lock.yaml": "packages:\n\n  wrangler@4.80.0:\n    resolution: {}\n",
    "yarn.lock": `"wrangler@npm:^4.0.0":\n  version: 4.80.0\n  resolution: "wrangler@npm:4.80.0"\n`,
    "bun.lock": `{ "packages": { "wrangler": ["wrangler@4.80.0", "", {}, "sha512"] } }`,
  };
  for (const [name, text] of Object.entries(lockfiles)) {
    it(`is the one in ${name} where none is installed`, () => {
      assert.deepEqual(inUse({ [name]: text }), { version: "4.80.0", from: "lockfile" });
    });
  }

  it("is the oldest lock of yarn in its first format too", () => {
    assert.equal(inUse({ "yarn.lock": `wrangler@^3.0.0:\n  version "3.60.0"\n` }).version, "3.60.0");
  });

  it("is the one that a monorepo's lockfile has chosen for the folder itself", () => {
    const pnpm = `lockfileVersion: '9.0'

importers:

  .:
    devDependencies:
      wrangler:
        specifier: catalog:default
        version: 4.120.0(@cloudflare/workers-types@5.1.0)

  apps/old:
    dependencies:
      hono:
        specifier: ^4.0.0
        version: 4.9.0
      wrangler:
        specifier: ^4.70.0
        version: 4.76.0

  apps/own:
    dependencies:
      wrangler:
        specifier: workspace:*
        version: link:../../packages/wrangler

  apps/plain: {}

packages:

  wrangler@4.76.0:
    resolution: {}
`;
    const files = { "pnpm-lock.yaml": pnpm, "packages/wrangler/package.json": `{ "version": "4.125.0" }` };
    const versions = ["", "apps/old", "apps/old/workers/a", "apps/own", "apps/plain", "other"].map(
      (folder) => inUse(files, folder).version,
    );
    assert.deepEqual(versions, ["4.120.0", "4.76.0", "4.76.0", "4.125.0", "4.120.0", "4.120.0"]);
  });

  it("is not one that only another package of the lockfile brings along", () => {
    const pnpm =
      "importers:\n\n  .:\n    dependencies:\n      other:\n        version: 1.0.0\n\npackages:\n\n  wrangler@4.76.0:\n";
    assert.equal(inUse({ "pnpm-lock.yaml": pnpm }).from, "newest");
  });

  it("is the nested one of npm, and the one of yarn that has the range asked for", () => {
    const npm = JSON.stringify(
      {
        packages: {
          "apps/a/node_modules/wrangler": { version: "4.70.0" },
          "node_modules/wrangler": { version: "4.80.0" },
        },
      },
      null,
      2,
    );
    assert.equal(inUse({ "package-lock.json": npm }, "apps/a").version, "4.70.0");
    assert.equal(inUse({ "package-lock.json": npm }, "apps/b").version, "4.80.0");
    const yarn = `wrangler@^3.0.0:\n  version "3.60.0"\n\n"wrangler@npm:^4.1.0, wrangler@npm:^4.2.0":\n  version: 4.90.0\n`;
    const files = { "yarn.lock": yarn, "a/package.json": `{ "devDependencies": { "wrangler": "^4.2.0" } }` };
    assert.equal(inUse(files, "a").version, "4.90.0");
    assert.equal(inUse(files, "b").from, "newest");
  });

  const ranges = {
    "^4.100.0": newestWrangler,
    "^3.0.0": "3.114.17",
    "~4.90.2": "4.90.2",
    "4.107.0": "4.107.0",
    "*": newestWrangler,
  };
  for (const [range, version] of Object.entries(ranges)) {
    it(`is ${version} for the range ${range} of package.json`, () => {
      const files = { "package.json": JSON.stringify({ devDependencies: { wrangler: range } }) };
      assert.deepEqual(inUse(files), { version, from: "range" });
    });
  }

  it("is the newest where nothing says anything that can be understood", () => {
    const files = { "package.json": `{ "devDependencies": { "wrangler": "workspace:*" } }` };
    assert.deepEqual(inUse(files), { version: newestWrangler, from: "newest" });
    assert.deepEqual(inUse({}), { version: newestWrangler, from: "newest" });
  });

  it("names every file that decided it, found or not, so that an installation is noticed", () => {
    const reads = new Set<string>();
    findWranglerInUse(new MemoryFiles({}), toFilePath("/w/app"), reads as Set<never>);
    assert.ok(reads.has("/w/node_modules/wrangler/package.json"));
    assert.ok(reads.has("/w/app/package.json"));
  });
});

function inUse(files: ConstructorParameters<typeof MemoryFiles>[0], folder = ""): ReturnType<typeof findWranglerInUse> {
  return findWranglerInUse(new MemoryFiles(files), toFilePath(`/w/${folder}`));
}

function lock(version: string): string {
  return JSON.stringify({ packages: { "node_modules/wrangler": { version } } }, null, 2);
}
