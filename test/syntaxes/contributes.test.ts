import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { projectFolder } from "../host/paths.ts";

const { languages, grammars, snippets } = manifest.contributes;

describe("what package.json contributes for languages", () => {
  it("takes TOML for wrangler's files only, so that no other extension loses .toml", () => {
    const patterns = { filenames: ["wrangler.toml"], filenamePatterns: ["wrangler.*.toml"] };
    for (const { id, configuration, aliases, ...found } of languages) {
      assert.deepEqual({ id, aliases, found }, { id: "toml", aliases: ["TOML"], found: patterns });
      assert.ok(existsSync(path.join(projectFolder, configuration)));
    }
  });

  it("names grammars by the scope that they have", () => {
    for (const grammar of grammars) assert.equal(read(grammar.path)["scopeName"], grammar.scopeName);
  });

  it("offers the snippets where JSX stands too", () => {
    const offered = snippets.map((each) => `${each.language} ${path.basename(each.path, ".json")}`);
    assert.deepEqual(offered, [
      "typescript typescript",
      "typescriptreact typescript",
      "javascript javascript",
      "javascriptreact javascript",
    ]);
    for (const each of snippets) assert.ok(Object.keys(read(each.path)).length > 20);
  });
});

function read(file: string): Readonly<Record<string, unknown>> {
  const value: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(path.join(projectFolder, file), "utf8"));
  return value;
}
