import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeFolder } from "../host/endings.ts";
import { npm, prepareFolder } from "../host/npm.ts";
import { projectFolder } from "../host/paths.ts";
import { cleanEnvironment, startGroup } from "../host/processes.ts";
import { withProgress } from "../host/progress.ts";
import { filledOnce } from "../host/staging.ts";
import { expandSnippet } from "./expand.ts";
import { type Language, findSnippet } from "./files.ts";
import { checkTypes, options } from "./typeCheck.ts";

/** The newest pool, and the newest Vitest that it takes. They bring a wrangler of their own, so they are no dependencies of ours. */
const packages = ["@cloudflare/vitest-pool-workers@0.23.0", "vitest@4.1.12"];

describe("the snippet do-test", function () {
  this.timeout(180_000);
  let folder = "";

  before(async () => {
    const installed = await installVitest();
    folder = path.join(installed, `run-${process.pid}`);
    removeFolder(folder);
    writeProject(folder);
  });
  after(() => removeFolder(folder));

  it("passes in the Workers runtime, in TypeScript and in JavaScript", async () => {
    const output = await runVitest(folder);
    assert.match(output, /Tests {2}2 passed/);
  });

  it("has the right types", () => {
    const env = path.join(folder, "env.d.ts");
    const text = `declare namespace Cloudflare {
      interface Env { NOTEBOOK: DurableObjectNamespace<import("./src/notebook").Notebook>; }
    }
    interface Env extends Cloudflare.Env {}`;
    writeFileSync(env, text);
    const pool = path.join(folder, "../node_modules/@cloudflare/vitest-pool-workers/types/cloudflare-test.d.ts");
    assert.deepEqual(checkTypes([path.join(folder, "test/notebook.test.ts"), env, pool], options), []);
  });
});

async function installVitest(): Promise<string> {
  const title = "Installing Vitest with the Workers pool (300 MB)";
  const name = packages.join("+").replaceAll(/[@/]+/g, "-").slice(1);
  return filledOnce(path.join(projectFolder, ".cache", name), async (staging) =>
    withProgress(title, async () => {
      prepareFolder(staging);
      // Install scripts are left out: they only make the first start of esbuild and workerd faster.
      await npm(["install", "--ignore-scripts", "--prefix", staging, ...packages], staging);
    }),
  );
}

/** A Worker with the class that the test is about, and the test in both languages, as a person gets them. */
function writeProject(folder: string): void {
  for (const name of ["src", "test"]) mkdirSync(path.join(folder, name), { recursive: true });
  const write = (name: string, language: Language, prefix: string) =>
    writeFileSync(
      path.join(folder, name),
      expandSnippet(findSnippet(language, prefix).body, { fileName: path.basename(name) }),
    );
  write("src/notebook.ts", "typescript", "do-rpc");
  write("test/notebook.test.ts", "typescript", "do-test");
  write("test/notebook.spec.js", "javascript", "do-test");
  writeFileSync(path.join(folder, "src/index.ts"), `export { Notebook } from "./notebook";\nexport default {};\n`);
  writeFileSync(path.join(folder, "wrangler.json"), JSON.stringify(configuration));
  writeFileSync(
    path.join(folder, "vitest.config.mjs"),
    `import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
export default { plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.json" } })] };\n`,
  );
}

const configuration = {
  name: "tested",
  main: "src/index.ts",
  // The newest that the pool's own runtime knows.
  compatibility_date: "2026-08-22",
  durable_objects: { bindings: [{ name: "NOTEBOOK", class_name: "Notebook" }] },
  migrations: [{ tag: "v1", new_sqlite_classes: ["Notebook"] }],
};

async function runVitest(folder: string): Promise<string> {
  const script = path.join(folder, "../node_modules/vitest/vitest.mjs");
  const env = cleanEnvironment({ CI: "1", HOME: folder, NO_COLOR: "1", CLOUDFLARE_CF_FETCH_ENABLED: "false" });
  const { child, ...group } = startGroup(process.execPath, [script, "run"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  await group.stop();
  return output;
}
