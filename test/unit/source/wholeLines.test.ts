import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/text/edits.ts";
import { removals, wholeLines } from "../../../src/core/source/wholeLines.ts";

/** The text without what stands between « and », and what goes with it. */
function without(marked: string): string {
  const [head = "", taken = "", tail = ""] = marked.split(/[«»]/);
  const text = head + taken + tail;
  const { start, end } = wholeLines(text, { start: head.length, end: head.length + taken.length });
  return text.slice(0, start) + text.slice(end);
}

describe("the lines of a statement that is taken out", () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ["go with their indentation", "f() {\n  «a();» \n  b();\n}\n", "f() {\n  b();\n}\n"],
    ["go with their line ends", "a();\r\n«b();»\r\nc();\r\n", "a();\r\nc();\r\n"],
    ["stay where another statement stands before", "  a(); «b();»\n", "  a(); \n"],
    ["stay, with their indentation, where another one stands behind", "  «a();» b();\n", "   b();\n"],
    ["stay where a comment stands behind", "  «a();» // why\n", "   // why\n"],
    ["stay where the block around is on the same line", "if (a) { «b();» }\n", "if (a) {  }\n"],
    ["leave one empty line of two around", "a();\n\n«b();»\n\nc();\n", "a();\n\nc();\n"],
    ["leave the empty line below where there is none above", "a();\n«b();»\n\nc();\n", "a();\n\nc();\n"],
    ["take empty lines that hold blanks", "a();\n  \n«b();»\n \t\n\nc();\n", "a();\n  \nc();\n"],
    ["take the empty lines that a file would begin with", "«a();»\n\nb();\n", "b();\n"],
    ["may be the last, without a line end", "a();\n  «b();»", "a();\n"],
    ["may be all", "«a();»\n", ""],
    ["may be several", "a();\n«class A {\n}»\nb();\n", "a();\nb();\n"],
  ];
  for (const [what, before, after] of cases) it(what, () => assert.equal(without(before), after));

  it("of two neighbours do not overlap, and leave one empty line", () => {
    const text = "a();\n\nb();\n\nc();\n\nd();\n";
    const [b, c] = ["b();", "c();"].map((each) => {
      const start = text.indexOf(each);
      return wholeLines(text, { start, end: start + each.length });
    });
    assert.ok(b && c && b.end <= c.start);
    assert.equal(text.slice(0, b.start) + text.slice(b.end, c.start) + text.slice(c.end), "a();\n\nd();\n");
  });
});

describe("statements that are taken out", () => {
  const without = (text: string, ...statements: readonly string[]) =>
    applyEdits(
      text,
      removals(
        text,
        statements.map((each) =>
          wholeLines(text, { start: text.indexOf(each), end: text.indexOf(each) + each.length }),
        ),
      ),
    );

  it("leave a semicolon where the line below would go on with the one above", () => {
    assert.equal(without("a\nb();\n[c].d();\n", "b();"), "a\n;[c].d();\n");
    assert.equal(without("a\nb();\nc();\n(d)();\n", "b();", "c();"), "a\n;(d)();\n");
  });

  it("leave none where it would not", () => {
    assert.equal(without("a;\nb();\n[c].d();\n", "b();"), "a;\n[c].d();\n");
    assert.equal(without("a\nb();\nc();\n", "b();"), "a\nc();\n");
    assert.equal(without("a\nb();\n// c\n", "b();"), "a\n// c\n");
    assert.equal(without("b();\n[c].d();\n", "b();"), "[c].d();\n");
  });
});
