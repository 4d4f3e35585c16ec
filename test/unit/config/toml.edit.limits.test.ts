import assert from "node:assert/strict";
import { editDocument, parseDocument } from "../../../src/core/config/document.ts";
import type { ConfigChange } from "../../../src/core/config/syntax.ts";
import { append, assertEdited, prune, remove, rename, set } from "./edited.ts";

describe("A TOML file is not edited", () => {
  function refused(text: string, change: ConfigChange): void {
    assert.equal(editDocument(parseDocument(text, "toml"), [change]), undefined);
  }

  it("where TOML cannot say it", () => {
    refused(`a = 1\n`, set("b", null));
    refused(`a = 1\n`, set("b", "half of a pair \ud800"));
    refused(`[[a]]\n`, append("a", "no table"));
  });

  it("where the path leads nowhere", () => {
    refused(`a = 1\n`, remove("b"));
    refused(`a = 1\n`, set("a.b", 1));
    refused(`a = [1]\n`, set("a.5", 1));
    refused(`a = 1\nb = 2\n`, rename("a", "b"));
  });

  it("in a statement that is broken, while the others may be", () => {
    const text = `a = [1, 2\n\n[b]\nc = 1\n`;
    refused(text, append("a", 3));
    const edits = editDocument(parseDocument(text, "toml"), [set("b.c", 2)]);
    assert.deepEqual(edits, [{ span: { start: 19, end: 20 }, newText: "2" }]);
  });
});

describe("Several changes of TOML at once", () => {
  it("are edits of the text that was read", () => {
    const text = `[[durable_objects.bindings]]\nname = "A"\n\n[[migrations]]\ntag = "v1"\n`;
    const changes = [
      prune("durable_objects.bindings.0"),
      append("migrations", { tag: "v2" }),
      set("exports.A.type", "x"),
      set("exports.A.y", 1),
    ];
    assertEdited(
      "toml",
      text,
      changes,
      `[[migrations]]\ntag = "v1"\n\n[[migrations]]\ntag = "v2"\n\n[exports.A]\ntype = "x"\ny = 1\n`,
    );
  });

  it("leave nothing where one undoes the other", () => {
    const document = parseDocument(`a = 1\n`, "toml");
    assert.deepEqual(editDocument(document, [set("a", 2), set("a", 1)]), []);
    assert.deepEqual(editDocument(document, [set("b", 2), remove("b")]), []);
  });
});
