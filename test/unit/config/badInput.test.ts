import assert from "node:assert/strict";
import { editDocument, parseDocument } from "../../../src/core/config/document.ts";
import type { ConfigFormat } from "../../../src/core/config/syntax.ts";
import { toValue } from "../../../src/core/config/tree.ts";

const size = 1_000_000;
const inputs: Readonly<Record<string, string>> = {
  blank: " \r\n\t",
  "a byte order mark": "\uFEFF",
  "binary bytes": Array.from({ length: 5000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(""),
  "UTF-16 read as UTF-8": Buffer.from(`{ "name": "x" }\n[a]\n`, "utf16le").toString("utf8"),
  "100 000 brackets": "[".repeat(100_000),
  "100 000 closed brackets": `a = ${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "100 000 braces": `{"a":`.repeat(100_000),
  "100 000 inline tables": `a = ${"{a=".repeat(100_000)}`,
  "a megabyte of nothing": "a".repeat(size),
  "a megabyte of unclosed arrays": "a = [\n".repeat(size / 6),
  "a megabyte of unclosed strings": `a = "\n`.repeat(size / 6),
  "a megabyte of quotes": `a = """\n`.repeat(size / 8),
  "a megabyte of dots": "a.".repeat(size / 2),
  "a megabyte of commas": ",".repeat(size),
  "a megabyte of backslashes": `a = "${"\\".repeat(size)}`,
  "a megabyte of lone CRs": "\r".repeat(size),
  "a megabyte of prose": "It was a dark and stormy night.\n".repeat(size / 32),
  "an array of 200 000 numbers": `a = [${"1,".repeat(200_000)}]`,
};

describe("Bad input", () => {
  for (const format of ["toml", "jsonc"] as const satisfies readonly ConfigFormat[]) {
    for (const [title, text] of Object.entries(inputs)) {
      it(`has at most one problem, at once: ${title} as ${format}`, () => {
        const { syntaxErrors, root } = parseDocument(text, format);
        assert.ok(syntaxErrors.length <= 1);
        for (const { span } of syntaxErrors)
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        assert.equal(typeof toValue(root), "object");
      }).timeout(20_000);
    }
  }

  it("is told as what it is when the file is no text", () => {
    const utf16 = inputs["UTF-16 read as UTF-8"]!;
    for (const format of ["toml", "jsonc"] as const) {
      assert.match(parseDocument(utf16, format).syntaxErrors[0]!.message, /UTF-8/);
    }
  });

  it("may be empty in TOML, where wrangler finds nothing wrong with the file itself", () => {
    assert.deepEqual(parseDocument("", "toml").syntaxErrors, []);
    assert.deepEqual(parseDocument("# nothing\n", "toml").syntaxErrors, []);
  });

  it("is edited where that can be done, and only there", () => {
    const set = { kind: "set", path: ["a"], value: 1 } as const;
    assert.equal(editDocument(parseDocument(inputs["binary bytes"]!, "jsonc"), [set]), undefined);
    assert.deepEqual(editDocument(parseDocument("", "toml"), [set]), [
      { span: { start: 0, end: 0 }, newText: "a = 1\n" },
    ]);
  });
});
