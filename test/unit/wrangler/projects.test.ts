import assert from "node:assert/strict";
import { toFilePath } from "../../../src/core/text/path.ts";
import { workersNeeded } from "../../../src/core/wrangler/needs.ts";
import { scriptFor } from "../../../src/core/wrangler/scripts.ts";
import type { WorkerSummary } from "../../../src/core/wrangler/summary.ts";
import { findViteProject } from "../../../src/core/wrangler/vite.ts";
import { at, MemoryFiles } from "../../support/memoryFiles.ts";

describe("The Vite project of a configuration", () => {
  const vite = { "node_modules/vite/package.json": '{"bin":{"vite":"bin/vite.js"}}' };

  it("is where a Vite configuration imports Cloudflare's plugin", () => {
    const files = new MemoryFiles({
      ...vite,
      "vite.config.ts": 'import { cloudflare } from "@cloudflare/vite-plugin";',
      "package.json": "{}",
    });
    assert.deepEqual(findViteProject(files, at("worker")), {
      folder: at(""),
      configPath: at("vite.config.ts"),
      bin: at("node_modules/vite/bin/vite.js"),
    });
  });

  it("is not one that only talks about the plugin, or belongs to another package", () => {
    const commented = new MemoryFiles({ ...vite, "vite.config.ts": '// import "@cloudflare/vite-plugin"' });
    assert.equal(findViteProject(commented, at("")), undefined);
    const other = new MemoryFiles({
      ...vite,
      "vite.config.ts": 'import { cloudflare } from "@cloudflare/vite-plugin";',
      "worker/package.json": "{}",
    });
    assert.equal(findViteProject(other, at("worker")), undefined);
  });
});

describe("The scripts of a project", () => {
  const scripts = (dev: string): MemoryFiles =>
    new MemoryFiles({
      "package.json": JSON.stringify({ scripts: { dev, deploy: "npm run build && wrangler deploy" } }),
    });

  it("are respected where they do more than wrangler alone", () => {
    assert.equal(scriptFor(scripts("wrangler dev --test-scheduled"), at(""), "dev")?.name, "dev");
    assert.equal(scriptFor(scripts("x"), at(""), "deploy")?.name, "deploy");
  });

  it("are not needed where they are wrangler alone, or something else", () => {
    assert.equal(scriptFor(scripts("wrangler dev"), at(""), "dev"), undefined);
    assert.equal(scriptFor(scripts("next dev"), at(""), "dev"), undefined);
  });
});

describe("The Workers that a Worker needs", () => {
  it("are those it binds and those they bind, in the same environment", () => {
    const summaries = [worker("a", ["b-staging", "gone"]), worker("b", ["c-staging"]), worker("c", ["a-staging"])];
    assert.deepEqual(workersNeeded(summaries, { configPath: pathOf("a"), environment: "staging" }), {
      configs: [pathOf("b"), pathOf("c")],
      missing: ["gone"],
    });
    assert.deepEqual(workersNeeded(summaries, { configPath: pathOf("a"), environment: null }).configs, []);
  });

  function pathOf(name: string): ReturnType<typeof toFilePath> {
    return toFilePath(`/w/${name}/wrangler.jsonc`);
  }

  function worker(name: string, bound: readonly string[]): WorkerSummary {
    const environment = {
      main: undefined,
      compatibilityDate: undefined,
      accountId: undefined,
      lifecycle: { dialect: "none" as const, classes: [], tags: [] },
      exported: [],
      committed: undefined,
    };
    const bindings = bound.map((scriptName) => ({ name: "B", className: "B", scriptName }));
    return {
      configPath: pathOf(name),
      devPort: undefined,
      accountId: undefined,
      environments: [
        { ...environment, name: null, workerName: name, bindings: [] },
        { ...environment, name: "staging", workerName: `${name}-staging`, bindings },
      ],
    };
  }
});
