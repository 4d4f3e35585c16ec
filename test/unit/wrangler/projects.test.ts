import assert from "node:assert/strict";
import { toFilePath } from "../../../src/core/text/path.ts";
import { workersNeeded } from "../../../src/core/wrangler/needs.ts";
import { loggable } from "../../../src/core/wrangler/loggable.ts";
import { optionValue, withoutGiven, wordsOf } from "../../../src/core/wrangler/options.ts";
import { scriptFor, type ScriptStep } from "../../../src/core/wrangler/scripts.ts";
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
  it("are respected where they do more than wrangler alone", () => {
    assert.deepEqual(find("dev", { dev: "wrangler dev --test-scheduled" }), {
      name: "dev",
      text: "wrangler dev --test-scheduled",
      before: undefined,
      words: ["--test-scheduled"],
    });
    assert.deepEqual(find("deploy", { deploy: "npm run build && wrangler deploy" })?.words, []);
    assert.equal(find("deploy", { predeploy: "npm run build", deploy: "wrangler deploy" })?.before, "predeploy");
  });

  it("are not needed where they are wrangler alone, or something else", () => {
    for (const dev of ["wrangler dev", "npx wrangler dev", "next dev", "wrangler deploy-other", "wrangler types"]) {
      assert.equal(find("dev", { dev }), undefined, dev);
    }
  });

  it("are handed nothing where it would not reach wrangler", () => {
    for (const dev of ["wrangler dev & tailwind --watch", 'concurrently "vite build -w" "wrangler dev"']) {
      const script = find("dev", { dev });
      assert.deepEqual([script?.name, script?.words], ["dev", undefined], dev);
    }
  });

  it("are those of the environment that is meant", () => {
    const scripts = {
      deploy: "npm run build && wrangler deploy",
      "deploy:staging": "npm run build && wrangler deploy --env staging --minify",
    };
    assert.equal(find("deploy", scripts, "staging")?.name, "deploy:staging");
    assert.equal(find("deploy", scripts, "production")?.name, "deploy");
    assert.equal(find("deploy", { deploy: "build; wrangler deploy -e production" }), undefined);
    assert.equal(find("deploy", { "deploy:staging": "wrangler deploy --env=staging" }, "staging"), undefined);
  });

  it("are those of the configuration that is meant", () => {
    const deploy = "npm run build && wrangler deploy -c ./wrangler.other.toml";
    assert.equal(find("deploy", { deploy }), undefined);
    assert.equal(find("deploy", { deploy }, null, "wrangler.other.toml")?.name, "deploy");
    assert.equal(find("deploy", { deploy: "a && wrangler deploy" }, null, "wrangler.other.toml"), undefined);
  });

  function find(
    step: ScriptStep,
    scripts: Readonly<Record<string, string>>,
    environment: string | null = null,
    config = "wrangler.jsonc",
  ): ReturnType<typeof scriptFor> {
    return scriptFor(new MemoryFiles({ "package.json": JSON.stringify({ scripts }) }), at(""), {
      step,
      config,
      environment,
    });
  }
});

describe("The options of a person", () => {
  it("take the place of ours, as wrangler refuses one that is there twice", () => {
    const ours = ["--port=1", "--env=a", "--config=x", "--bundle"];
    assert.deepEqual(withoutGiven(ours, ["--port", "2", "-e=b", "-c", "y", "--no-bundle"]), []);
    assert.deepEqual(withoutGiven(ours, ["--ports=2"]), ours);
  });

  it("are read in both spellings", () => {
    assert.equal(optionValue(wordsOf('--name "a b" --port=1'), "port"), "1");
    assert.equal(optionValue(wordsOf('--name "a b" --port=1'), "name"), "a b");
    assert.equal(optionValue(["--minify", "--port"], "minify"), "");
    assert.equal(optionValue([], "port"), undefined);
  });

  it("stay out of the log where they are not our own", () => {
    const args = ["/w/bin.js", "dev", "--config=/w/a b.json", "--var", "KEY:secret", "--define=x:secret", "--port=1"];
    assert.equal(loggable(args), "/w/bin.js dev --config=/w/a b.json --var … --define=… --port=1");
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
