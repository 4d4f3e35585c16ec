import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { analyse } from "scslre";
import ts from "typescript";

/** A pattern that is written out, and where. */
interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

describe("the patterns of the product", () => {
  it("need a time that grows with the text, not with its square: they read what others have written", () => {
    const patterns = globSync("src/**/*.ts").flatMap((file) => patternsIn(file));
    assert.ok(patterns.length > 300);
    const slow = patterns.filter((pattern) => analyse(pattern).reports.length > 0);
    assert.deepEqual(slow, []);
  });

  it("would be found if they were slow", () => {
    for (const source of [String.raw`^\s*x`, String.raw`\s+$`, "(a|a)*b", "a.*b.*c"])
      assert.notDeepEqual(analyse({ source, flags: "m" }).reports, [], source);
  });
});

function patternsIn(file: string): readonly Pattern[] {
  const parsed = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed));
      found.push({
        place: `${file}:${line + 1}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}
