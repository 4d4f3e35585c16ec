import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import type sarif from "sarif";
import { applyEdits, type TextEdit } from "../../src/core/text/edits.ts";
import { LineMap } from "../../src/core/text/lineMap.ts";
import { badWorker, config, entry, goodWorker, workspaces, type RunOptions, type Workspace } from "./workspace.ts";

describe("formats", () => {
  const open = workspaces();

  /** An error in wrangler.jsonc, 5:69 to 5:74. */
  const place = { start: { line: 5, column: 69 }, end: { line: 5, column: 74 } };

  describe("json", () => {
    it("prints one object of the shape that is promised", async () => {
      const { version, workers, problems, summary } = await open(badWorker).json();
      assert.equal(version, 1);
      assert.deepEqual(workers, [{ config: "wrangler.jsonc", name: "chat", entry: "src/index.ts", environments: [] }]);
      const [first] = problems;
      assert.deepEqual(Object.keys(first ?? {}), [
        "rule",
        "severity",
        "file",
        "start",
        "end",
        "message",
        "environment",
        "fixes",
      ]);
      const { rule, severity, file, start, end, environment, fixes } = first!;
      assert.deepEqual(
        { rule, severity, file, start, end, environment },
        {
          rule: "bound-class-not-exported",
          severity: "error",
          file: "wrangler.jsonc",
          ...place,
          environment: null,
        },
      );
      assert.ok(fixes.every((title) => title !== "") && fixes.length > 0);
      assert.equal(summary.errors, problems.filter((problem) => problem.severity === "error").length);
    });

    it("has null for a Worker without a name and an entry", async () => {
      const { workers } = await open({ "wrangler.toml": "" }).json();
      assert.deepEqual(workers, [{ config: "wrangler.toml", name: null, entry: null, environments: [] }]);
    });

    it("counts columns in UTF-16, and not the byte order mark", async () => {
      const text = `\uFEFF/* 🙂 */ ${config("", "Rom").replaceAll("\n", " ")}`;
      const { problems } = await open({ "wrangler.jsonc": text, "src/index.ts": entry }).json();
      assert.deepEqual(problems[0]?.start, { line: 1, column: text.indexOf('"Rom"') });
    });

    it("counts lines that end with CRLF", async () => {
      const text = config("", "Rom").replaceAll("\n", "\r\n");
      const { problems } = await open({ "wrangler.jsonc": text, "src/index.ts": entry }).json();
      assert.deepEqual(problems[0]?.start, place.start);
    });
  });

  describe("text", () => {
    it("is file:line:column, severity, message and rule, then what was found", async () => {
      const { out } = await open(badWorker).run(["check"]);
      assert.match(out, /^wrangler\.jsonc:5:69 error .+ bound-class-not-exported$/m);
      assert.match(out, /^ {4}fix: .+$/m);
      assert.match(out, /^1 error in 1 configuration\n$/m);
    });

    it("names the environment of a problem", async () => {
      const staging = `"env": { "staging": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Rom" }] } } }`;
      const { out } = await open({ "wrangler.jsonc": config(staging), "src/index.ts": entry }).run(["check"]);
      assert.match(out, /^wrangler\.jsonc:7:\d+ error \(staging\) /m);
    });

    it("has colours at a terminal only, and none with NO_COLOR", async () => {
      const workspace = open(badWorker);
      const isColoured = async (options: RunOptions): Promise<boolean> =>
        (await workspace.run(["check"], options)).out.includes("\u001B[");
      assert.equal(await isColoured({}), false);
      assert.equal(await isColoured({ isTTY: true }), true);
      assert.equal(await isColoured({ isTTY: true, environment: { NO_COLOR: "1" } }), false);
      assert.equal(await isColoured({ isTTY: true, environment: { NO_COLOR: "" } }), true);
    });
  });

  describe("github", () => {
    const first = ({ out }: { readonly out: string }): string => out.split("\n")[0] ?? "";

    it("is a workflow command", async () => {
      const { out } = await open(badWorker).run(["check", "--format", "github"]);
      assert.match(
        first({ out }),
        /^::error file=wrangler\.jsonc,line=5,endLine=5,col=69,endColumn=74,title=bound-class-not-exported::The class Rom/,
      );
    });

    it("calls what is less than a warning a notice", async () => {
      const words = ["check", "--format", "github", "--rule", "bound-class-not-exported=info"];
      assert.match(first(await open(badWorker).run(words)), /^::notice /);
    });

    it("escapes paths and messages", async () => {
      const name = "a,b:100%/wrangler.jsonc";
      const workspace = open({ [name]: config("", "R%0A"), "a,b:100%/src/index.ts": entry });
      const line = first(await workspace.run(["check", "--format", "github"]));
      assert.match(line, /^::error file=a%2Cb%3A100%25\/wrangler\.jsonc,/);
      assert.match(line, /::The class R%250A /);
    });

    it("shows paths from the repository, where a step runs below it", async () => {
      const workspace = open({
        "apps/chat/wrangler.jsonc": badWorker["wrangler.jsonc"],
        "apps/chat/src/index.ts": entry,
      });
      const environment = { GITHUB_WORKSPACE: workspace.root };
      const outcome = await workspace.run(["check", "--format", "github"], { folder: "apps/chat", environment });
      assert.match(first(outcome), / file=apps\/chat\/wrangler\.jsonc,/);
    });
  });

  describe("sarif", () => {
    async function log(
      workspace: Workspace,
      words: readonly string[] = [],
      options: RunOptions = {},
    ): Promise<sarif.Run> {
      const { out } = await workspace.run(["check", "--format", "sarif", ...words], options);
      const { version, runs }: sarif.Log = JSON.parse(out);
      assert.equal(version, "2.1.0");
      assert.equal(runs.length, 1);
      return runs[0]!;
    }

    it("describes the rules that were broken, each with its page", async () => {
      const { tool, results = [], columnKind } = await log(open(badWorker));
      assert.equal(columnKind, "utf16CodeUnits");
      assert.equal(tool.driver.version, "1.2.3");
      const rule = tool.driver.rules?.[results[0]?.ruleIndex ?? -1];
      assert.equal(rule?.id, "bound-class-not-exported");
      assert.equal(results[0]?.ruleId, rule.id);
      assert.match(rule.help?.markdown ?? "", /^# bound-class-not-exported\n/);
      assert.ok(URL.canParse(rule.helpUri ?? ""));
    });

    it("maps severities to levels", async () => {
      const workspace = open(badWorker);
      for (const [severity, level] of [
        ["error", "error"],
        ["warning", "warning"],
        ["info", "note"],
        ["hint", "note"],
      ]) {
        const { results = [] } = await log(workspace, ["--rule", `bound-class-not-exported=${severity}`]);
        assert.equal(results[0]?.level, level);
      }
    });

    it("places results by an address below the repository, with every character that it needs escaped", async () => {
      const workspace = open({ "a b/wrangler.jsonc": badWorker["wrangler.jsonc"], "a b/src/index.ts": entry });
      const options = { folder: "a b", environment: { GITHUB_WORKSPACE: workspace.root } };
      const { results = [], originalUriBaseIds } = await log(workspace, [], options);
      assert.deepEqual(originalUriBaseIds, { "%SRCROOT%": { uri: `${pathToFileURL(workspace.root).href}/` } });
      assert.deepEqual(results[0]?.locations?.[0]?.physicalLocation, {
        artifactLocation: { uri: "a%20b/wrangler.jsonc", uriBaseId: "%SRCROOT%" },
        region: { startLine: 5, startColumn: 69, endLine: 5, endColumn: 74 },
      });
    });

    it("gives a file outside of the repository its whole address", async () => {
      const workspace = open({ ...badWorker, "docs/readme": "" });
      const { results = [] } = await log(workspace, [".."], { folder: "docs" });
      const uri = results[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
      assert.equal(uri, pathToFileURL(workspace.path("wrangler.jsonc")).href);
    });

    it("holds fixes as replacements that do what the fix does", async () => {
      const workspace = open(badWorker);
      const { results = [] } = await log(workspace);
      const fix = results[0]?.fixes?.find((each) => each.description?.text?.includes("Room"));
      const [change] = fix?.artifactChanges ?? [];
      assert.equal(change?.artifactLocation.uri, "wrangler.jsonc");
      assert.equal(applied(workspace.read("wrangler.jsonc"), change), goodWorker["wrangler.jsonc"]);
    });
  });
});

function applied(text: string, change: sarif.ArtifactChange): string {
  const lines = new LineMap(text);
  const offset = (line = 1, column = 1): number => lines.offsetAt({ line: line - 1, column: column - 1 });
  const edits = change.replacements.map(({ deletedRegion, insertedContent }): TextEdit => {
    const { startLine, startColumn, endLine, endColumn } = deletedRegion;
    return {
      span: { start: offset(startLine, startColumn), end: offset(endLine, endColumn) },
      newText: insertedContent?.text ?? "",
    };
  });
  return applyEdits(text, edits);
}
