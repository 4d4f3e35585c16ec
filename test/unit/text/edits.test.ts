import assert from "node:assert/strict";
import { applyEdits, insertAt, lineEndingOf } from "../../../src/core/text/edits.ts";

describe("applyEdits", () => {
  it("applies edits that all refer to the original text, in any order", () => {
    const edits = [
      { span: { start: 4, end: 5 }, newText: "" },
      { span: { start: 0, end: 1 }, newText: "A" },
    ];
    assert.equal(applyEdits("abcdef", edits), "Abcdf");
  });

  it("keeps the given order of insertions at one place", () => {
    assert.equal(applyEdits("ab", [insertAt(1, "1"), insertAt(1, "2")]), "a12b");
  });

  it("inserts in front of what is replaced at the same place", () => {
    assert.equal(applyEdits("ab", [{ span: { start: 1, end: 2 }, newText: "B" }, insertAt(1, "-")]), "a-B");
  });

  it("throws when edits overlap", () => {
    const edits = [
      { span: { start: 0, end: 3 }, newText: "" },
      { span: { start: 2, end: 4 }, newText: "" },
    ];
    assert.throws(() => applyEdits("abcdef", edits), RangeError);
  });
});

describe("lineEndingOf", () => {
  it("takes the ending of the first line", () => {
    assert.equal(lineEndingOf("a\r\nb\n"), "\r\n");
    assert.equal(lineEndingOf("a\nb\r\n"), "\n");
  });

  it("is LF for a text of one line, and for one that begins with an empty line", () => {
    assert.equal(lineEndingOf("a"), "\n");
    assert.equal(lineEndingOf("\na"), "\n");
  });
});
