import assert from "node:assert/strict";
import { entryOf } from "../../support/entry.ts";

function commentsIn(text: string, name = "index.ts"): readonly string[] {
  const [module] = entryOf({ [name]: text }).modules.values();
  for (const { span } of module!.comments) assert.match(text.slice(span.start, span.end), /^\/[/*]/);
  return module!.comments.map((comment) => comment.text);
}

describe("the comments of a module", () => {
  it("are its lines and blocks, without their marks", () => {
    assert.deepEqual(commentsIn("// one\r\nconst a = 1; /* two\n2 */ // three"), [" one", " two\n2 ", " three"]);
    assert.deepEqual(commentsIn("/**/ /***/ //"), ["", "*", ""]);
  });

  it("are not what looks like one in a string, template, expression or markup", () => {
    assert.deepEqual(commentsIn("const a = 'http://x' + \"/* a */\" + `//b ${1 /* real */} // c`;"), [" real "]);
    assert.deepEqual(commentsIn("const a = /[/*]/.test(b) / 2; // real"), [" real"]);
    assert.deepEqual(commentsIn("const a = /https?:\\/\\//g; // real"), [" real"]);
    assert.deepEqual(commentsIn("const a = <a href='//x'>http://y /* z */ {/* real */}</a>;", "index.tsx"), [" real "]);
  });

  it("may be in the middle of anything, or without an end", () => {
    assert.deepEqual(commentsIn("class /* a */ A { // b\n x /* c */ = 1 }"), [" a ", " b", " c "]);
    assert.deepEqual(commentsIn("const a = 1 / 2; /* open"), [" open"]);
  });

  it("are not the first line of a script", () => {
    assert.deepEqual(commentsIn("#!/usr/bin/env //node\n// real"), [" real"]);
  });
});
