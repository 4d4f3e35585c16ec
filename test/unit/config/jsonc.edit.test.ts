import assert from "node:assert/strict";
import { editDocument, parseDocument } from "../../../src/core/config/document.ts";
import type { ConfigChange } from "../../../src/core/config/syntax.ts";
import { append, assertEdited, prune, remove, rename, set } from "./edited.ts";

const room = { name: "ROOM", class_name: "Room" };

function edited(text: string, changes: ConfigChange | readonly ConfigChange[], expected: string): void {
  assertEdited("jsonc", text, "kind" in changes ? [changes] : changes, expected);
}

describe("A JSON value is set", () => {
  it("in place, and nothing but it", () => {
    edited(`{ "a" :  1 /* one */ }`, set("a", "x"), `{ "a" :  "x" /* one */ }`);
  });

  it("key by key where an object replaces an object, so that comments stay", () => {
    const text = `{\n  "a": {\n    "x": 1, // one\n    "y": 2\n  }\n}\n`;
    edited(text, set("a", { x: 1, z: 3 }), `{\n  "a": {\n    "x": 1, // one\n    "z": 3\n  }\n}\n`);
  });

  it("in the last of several properties of one key, which is the one that counts", () => {
    edited(`{ "a": 1, "a": 2 }`, set("a", 3), `{ "a": 1, "a": 3 }`);
  });
});

describe("A JSON property is added", () => {
  it("behind the last one, with its indentation", () => {
    edited(`{\n\t"a": 1\n}\n`, set("b", 2), `{\n\t"a": 1,\n\t"b": 2\n}\n`);
    edited(
      `{\r\n    "a": 1\r\n}`,
      set("b", { c: 1 }),
      `{\r\n    "a": 1,\r\n    "b": {\r\n        "c": 1\r\n    }\r\n}`,
    );
  });

  it("with a trailing comma where the last one has it", () => {
    const text = `{\n  "a": 1,\n}\n`;
    edited(text, set("b", 2), `{\n  "a": 1,\n  "b": 2,\n}\n`);
  });

  it("with trailing commas of its own where that is the habit of the file, which a single one is not", () => {
    const single = `{\n  "a": 1,\n}\n`;
    edited(single, set("b", { c: [1] }), `{\n  "a": 1,\n  "b": {\n    "c": [1]\n  },\n}\n`);
    const habit = `{\n  "a": {\n    "x": 1,\n  },\n}\n`;
    edited(habit, set("b", { c: [1] }), `{\n  "a": {\n    "x": 1,\n  },\n  "b": {\n    "c": [1],\n  },\n}\n`);
  });

  it("with the comma before the comments behind the last one", () => {
    const text = `{\n  "a": 1 // one\n  // "b": 0\n}\n`;
    edited(text, set("b", 2), `{\n  "a": 1, // one\n  "b": 2\n  // "b": 0\n}\n`);
    edited(`{\n  "a": 1, // one\n}\n`, set("b", 2), `{\n  "a": 1, // one\n  "b": 2,\n}\n`);
  });

  it("on the same line, where the others are", () => {
    edited(`{ "a": 1 }`, set("b", { c: 2 }), `{ "a": 1, "b": { "c": 2 } }`);
    edited(`{"a":1}`, set("b", { c: [2, 3] }), `{"a":1,"b":{"c":[2,3]}}`);
    edited(`{ "a": 1, /* one */ }`, set("b", 2), `{ "a": 1, /* one */ "b": 2, }`);
  });

  it("in an empty object", () => {
    edited(`{}`, set("a", 1), `{\n  "a": 1\n}`);
    edited(`{\n  "a": {} // empty\n}\n`, set("a.b", 1), `{\n  "a": {\n    "b": 1\n  } // empty\n}\n`);
    edited(`{\n  // nothing yet\n}\n`, set("a", 1), `{\n  // nothing yet\n  "a": 1\n}\n`);
    edited(`{ "x": 1, "a": {} }`, set("a.b", 1), `{ "x": 1, "a": { "b": 1 } }`);
  });

  it("with everything on the way to it", () => {
    edited(
      `{\n  "a": 1\n}\n`,
      set("env.s.name", "n"),
      `{\n  "a": 1,\n  "env": {\n    "s": {\n      "name": "n"\n    }\n  }\n}\n`,
    );
  });

  it("written like those beside it", () => {
    const text = `{\n  "exports": {\n    "A": { "type": "durable-object" }\n  }\n}\n`;
    edited(text, set("exports.B", { type: "x" }), text.replace(" }\n", ` },\n    "B": { "type": "x" }\n`));
  });

  it("written like those of its name elsewhere", () => {
    const text = `{\n  "bindings": [\n    {"name": "A"}\n  ],\n  "flags": [\n    "x"\n  ]\n}\n`;
    const added = `  ],\n  "env": {\n    "bindings": [\n      {"name": "ROOM", "class_name": "Room"}\n    ],\n    "flags": [\n      "y"\n    ]\n  }\n}\n`;
    edited(text, [append("env.bindings", room), append("env.flags", "y")], text.replace(/ {2}\]\n\}\n$/, added));
  });
});

describe("An item is appended to an array of JSON", () => {
  it("on a line of its own or on the same line, like the last one", () => {
    edited(`{\n  "a": [\n    1\n  ]\n}\n`, append("a", 2), `{\n  "a": [\n    1,\n    2\n  ]\n}\n`);
    edited(`{\n  "a": [1, 2]\n}\n`, append("a", 3), `{\n  "a": [1, 2, 3]\n}\n`);
    edited(
      `{\n  "a": [{\n    "x": 1\n  }]\n}\n`,
      append("a", { x: 2 }),
      `{\n  "a": [{\n    "x": 1\n  }, {\n    "x": 2\n  }]\n}\n`,
    );
  });

  it("to one that is empty or missing", () => {
    edited(`{\n  "a": []\n}\n`, append("a", "x"), `{\n  "a": ["x"]\n}\n`);
    edited(`{\n  "a": []\n}\n`, append("a", { x: 1 }), `{\n  "a": [\n    {\n      "x": 1\n    }\n  ]\n}\n`);
    edited(`{\n  "b": 1\n}\n`, append("a", "x"), `{\n  "b": 1,\n  "a": ["x"]\n}\n`);
  });
});

describe("A JSON null", () => {
  it("on the way counts as missing", () => {
    edited(`{ "a": null }`, set("a.b", 1), `{ "a": { "b": 1 } }`);
    edited(`{ "a": null }`, append("a", 1), `{ "a": [1] }`);
  });
});

describe("Something is removed from JSON", () => {
  it("with one comma, its lines, the comment on them and those directly above", () => {
    const text = `{\n  // kept\n\n  // a\n  "a": 1, // one\n  "b": 2\n}\n`;
    edited(text, remove("a"), `{\n  // kept\n\n  "b": 2\n}\n`);
    edited(text, remove("b"), `{\n  // kept\n\n  // a\n  "a": 1 // one\n}\n`);
  });

  it("leaving the trailing comma of a file that has them", () => {
    edited(`{\n  "a": 1,\n  "b": 2,\n}\n`, remove("b"), `{\n  "a": 1,\n}\n`);
  });

  it("from one line", () => {
    edited(`{ "a": [1, 2, 3] }`, remove("a.0"), `{ "a": [2, 3] }`);
    edited(`{ "a": [1, 2, 3] }`, remove("a.2"), `{ "a": [1, 2] }`);
    edited(`{ "a": [1, /* two */ 2, 3] }`, remove("a.1"), `{ "a": [1, /* two */ 3] }`);
    edited(`{ "a": [1, /* two */ 2] }`, remove("a.1"), `{ "a": [1 /* two */] }`);
    edited(`{ "a": 1 }`, remove("a"), `{}`);
  });

  it("keeping the comments that are all that is left", () => {
    edited(`{\n  "a": [\n    // first\n\n    1\n  ]\n}\n`, remove("a.0"), `{\n  "a": [\n    // first\n  ]\n}\n`);
  });

  it("with what would be empty, but never an environment", () => {
    const text = `{\n  "name": "x",\n  "env": {\n    "s": {\n      "durable_objects": { "bindings": [{ "name": "A" }] }\n    }\n  }\n}\n`;
    edited(text, prune("env.s.durable_objects.bindings.0"), `{\n  "name": "x",\n  "env": {\n    "s": {}\n  }\n}\n`);
  });

  it("however often it is written", () => {
    edited(`{ "a": 1, "b": 2, "a": 3, "a": 4 }`, remove("a"), `{ "b": 2 }`);
  });
});

describe("A JSON key", () => {
  it("is renamed", () => {
    edited(`{ "a": { "b": 1 } }`, rename("a.b", `c "d"`), `{ "a": { "c \\"d\\"": 1 } }`);
  });
});

describe("A JSON file is not edited", () => {
  it("where the path leads nowhere, or to something that cannot hold it", () => {
    const document = parseDocument(`{ "a": 1, "b": [1] }`, "jsonc");
    const changes = [remove("c"), set("a.b", 1), append("a", 1), set("b.5", 1), set("b.x", 1), rename("a", "b")];
    for (const change of changes) assert.equal(editDocument(document, [change]), undefined);
  });

  it("while it has a syntax error", () => {
    assert.equal(editDocument(parseDocument(`{ "a": 1 "b": 2 }`, "jsonc"), [set("c", 3)]), undefined);
  });
});
