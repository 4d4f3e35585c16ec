import assert from "node:assert/strict";
import { type Disabling, disableEdit } from "../../src/core/disableEdit.ts";
import { applyEdits } from "../../src/core/text/edits.ts";
import { at } from "../support/memoryFiles.ts";

/** The text with the rule `r` silenced where `mark` stands; undefined where no comment can stand. */
function disabled(name: string, text: string, mark: string, scope: Disabling["scope"] = "line"): string | undefined {
  const edit = disableEdit({ path: at(name), text, rule: "r", offset: text.indexOf(mark), scope });
  return edit && applyEdits(text, [edit]);
}

describe("a comment that silences a rule", () => {
  it("stands above the line, in TOML and in JSONC", () => {
    assert.equal(
      disabled("wrangler.toml", "a = 1\nb = 2\n", "b"),
      "a = 1\n# durable-objects-disable-next-line r\nb = 2\n",
    );
    assert.equal(
      disabled("wrangler.jsonc", '{\n  "a": 1\n}', '"a"'),
      '{\n  // durable-objects-disable-next-line r\n  "a": 1\n}',
    );
  });

  it("keeps the line endings and the indentation of the file", () => {
    assert.equal(
      disabled("src/a.ts", "class A {\r\n\tb() {}\r\n}\r\n", "b()"),
      "class A {\r\n\t// durable-objects-disable-next-line r\r\n\tb() {}\r\n}\r\n",
    );
  });

  it("stands on top for the whole file, behind `#!`", () => {
    assert.equal(disabled("wrangler.toml", "a = 1\n", "a", "file"), "# durable-objects-disable r\na = 1\n");
    assert.equal(
      disabled("src/a.js", "#!/bin/node\na;\n", "a;", "file"),
      "#!/bin/node\n// durable-objects-disable r\na;\n",
    );
  });

  it("joins a comment that silences another rule there, in front of its reason", () => {
    assert.equal(
      disabled("wrangler.toml", "# durable-objects-disable-next-line q -- why\na = 1\n", "a ="),
      "# durable-objects-disable-next-line q, r -- why\na = 1\n",
    );
    assert.equal(
      disabled("src/a.ts", "a(); /* durable-objects-disable-line q */\n", "a()"),
      "a(); /* durable-objects-disable-line q, r */\n",
    );
    assert.equal(
      disabled("src/a.ts", "// durable-objects-disable p, q\na();\n", "a()", "file"),
      "// durable-objects-disable p, q, r\na();\n",
    );
  });

  it("does not join one that is about another line", () => {
    assert.equal(
      disabled("wrangler.toml", "# durable-objects-disable-next-line q\na = 1\nb = 2\n", "b ="),
      "# durable-objects-disable-next-line q\na = 1\n# durable-objects-disable-next-line r\nb = 2\n",
    );
  });

  it("is not offered where it would be text", () => {
    assert.equal(disabled("src/a.ts", "sql`\nSELECT x`;\n", "SELECT"), undefined);
    assert.equal(disabled("src/a.tsx", "<p>\n  hello\n</p>;\n", "hello"), undefined);
    assert.equal(disabled("wrangler.toml", 'a = """\nx\n"""\n', "x"), undefined);
  });

  it("is not offered in a file whose comments are not read", () => {
    assert.equal(disabled("src/a.py", "a = 1\n", "a"), undefined);
    assert.equal(disabled("wrangler.toml", `a = "${"x".repeat(1_000_000)}"\n`, "a"), undefined);
  });
});
