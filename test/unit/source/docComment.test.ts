import assert from "node:assert/strict";
import { docBefore } from "../../../src/core/source/docComment.ts";

describe("the comment above a declaration", () => {
  const doc = (text: string): string => docBefore(text, text.indexOf("class"));

  it("is read without its stars", () => {
    assert.equal(doc("/** One line. */\nclass A {}"), "One line.");
    assert.equal(doc("let a;\n/**\n * Two\n *  lines.\n */\n\nclass A {}"), "Two\n lines.");
    assert.equal(doc("/** first */\r\n/** second */\r\nclass A {}"), "second");
  });

  it("is none where another comment or code stands there", () => {
    for (const text of [
      "class A {}",
      "/* no */ class A {}",
      "/** of a */ let a; class A {}",
      "// no\nclass A {}",
      "/**/ class A {}",
    ])
      assert.equal(doc(text), "");
  });
});
