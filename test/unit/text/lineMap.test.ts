import assert from "node:assert/strict";
import { LineMap } from "../../../src/core/text/lineMap.ts";

describe("LineMap", () => {
  it("counts lines that end in LF, CRLF and a lone CR", () => {
    const map = new LineMap("a\nb\r\nc\rd");
    const lines = [0, 2, 5, 7].map((offset) => map.positionAt(offset));
    assert.deepEqual(lines, [
      { line: 0, column: 0 },
      { line: 1, column: 0 },
      { line: 2, column: 0 },
      { line: 3, column: 0 },
    ]);
  });

  it("counts columns in UTF-16 units", () => {
    assert.deepEqual(new LineMap("😀x").positionAt(2), { line: 0, column: 2 });
  });

  it("moves an offset outside the text to its nearest end", () => {
    const map = new LineMap("ab\nc");
    assert.deepEqual(map.positionAt(-1), { line: 0, column: 0 });
    assert.deepEqual(map.positionAt(99), { line: 1, column: 1 });
  });

  it("finds every offset's position and the way back", () => {
    const text = "one\r\n\r\ntwo\n\nthree\rfour";
    const map = new LineMap(text);
    const isInsideCrLf = (offset: number): boolean => text[offset - 1] === "\r" && text[offset] === "\n";
    for (let offset = 0; offset <= text.length; offset++) {
      if (!isInsideCrLf(offset)) assert.equal(map.offsetAt(map.positionAt(offset)), offset);
    }
  });

  it("moves a column behind the end of a line to that end, before its line break", () => {
    const map = new LineMap("ab\r\ncd");
    assert.equal(map.offsetAt({ line: 0, column: 99 }), 2);
    assert.equal(map.offsetAt({ line: 1, column: 99 }), 6);
  });

  it("moves a line behind the last one to the end of the text", () => {
    assert.equal(new LineMap("ab\n").offsetAt({ line: 7, column: 0 }), 3);
  });

  it("knows one empty line in an empty text", () => {
    const map = new LineMap("");
    assert.deepEqual(map.positionAt(0), { line: 0, column: 0 });
    assert.equal(map.offsetAt({ line: 0, column: 0 }), 0);
  });
});
