import type { ConfigChange } from "../../../src/core/config/syntax.ts";
import { append, assertEdited, prune, remove, rename, set } from "./edited.ts";

const room = { name: "ROOM", class_name: "Room" };
const durableObject = { type: "durable-object", storage: "sqlite" };

function edited(text: string, changes: ConfigChange | readonly ConfigChange[], expected: string): void {
  assertEdited("toml", text, "kind" in changes ? [changes] : changes, expected);
}

describe("A TOML value is set", () => {
  it("in place, and nothing but it", () => {
    edited(`name  =  "a"   # said\n`, set("name", "b"), `name  =  "b"   # said\n`);
    edited(`[[m]]\ntag = "v1"\n[[m]]\ntag = "v2"\n`, set("m.1.tag", "v3"), `[[m]]\ntag = "v1"\n[[m]]\ntag = "v3"\n`);
    edited(`a = { b = [1, { c = 2 }] }\n`, set("a.b.1.c", true), `a = { b = [1, { c = true }] }\n`);
  });

  it("in the quotes of the old one, where they can hold it", () => {
    edited(`a = 'x'\n`, set("a", "y"), `a = 'y'\n`);
    edited(`a = 'x'\n`, set("a", "it's"), `a = "it's"\n`);
    edited(`a = "x"\n`, set("a", `say "x"\\\u0001\u0002`), `a = "say \\"x\\"\\\\\\u0001\\u0002"\n`);
  });

  it("with the lines of the old array", () => {
    edited(`a = [\n    "x",\n]\n`, set("a", ["y", "z"]), `a = [\n    "y",\n    "z",\n]\n`);
    edited(`a = [ "x" ]\n`, set("a", ["y", "z"]), `a = [ "y", "z" ]\n`);
  });

  it("key by key where a table replaces a table, so that comments stay", () => {
    const text = `[exports.A]\ntype = "durable-object" # always\nstorage = "legacy-kv"\nold = 1\n`;
    edited(
      text,
      set("exports.A", durableObject),
      `[exports.A]\ntype = "durable-object" # always\nstorage = "sqlite"\n`,
    );
  });
});

describe("A TOML key is added", () => {
  it("at the top, behind the last key that stands before a header", () => {
    edited(`name = "a" # said\n\n[vars]\n`, set("main", "b"), `name = "a" # said\nmain = "b"\n\n[vars]\n`);
  });

  it("at the top of a file without one, before the first header and its comment", () => {
    edited(`# about vars\n[vars]\n`, set("name", "a"), `name = "a"\n\n# about vars\n[vars]\n`);
    edited(`# about this\n\n[vars]\n`, set("name", "a"), `# about this\n\nname = "a"\n\n[vars]\n`);
    edited(``, set("name", "a"), `name = "a"\n`);
    edited(`# nothing yet`, set("name", "a"), `# nothing yet\nname = "a"`);
  });

  it("in the section of its table, indented and spaced like the others", () => {
    edited(`[vars]\n\tA="1"\n\n[x]\n`, set("vars.B", "2"), `[vars]\n\tA="1"\n\tB="2"\n\n[x]\n`);
    edited(`[vars]\r\n[x]\r\n`, set("vars.B", "2"), `[vars]\r\nB = "2"\r\n[x]\r\n`);
  });

  it("beside dotted keys, dotted like them", () => {
    const text = `a . "b".c = 1\nz = 2\n`;
    edited(text, set("a.b.d", 3), `a . "b".c = 1\na . "b".d = 3\nz = 2\n`);
  });

  it("in an inline table", () => {
    edited(`a = { b = 1 }\n`, set("a.c", "x"), `a = { b = 1, c = "x" }\n`);
    edited(`a = {}\n`, set("a.c.d", 1), `a = { c = { d = 1 } }\n`);
    edited(`a = { b.c = 1 }\n`, set("a.b.d", 2), `a = { b.c = 1, b.d = 2 }\n`);
    edited(`a = {\n  b = 1, # one\n}\n`, set("a.c", 2), `a = {\n  b = 1, # one\n  c = 2,\n}\n`);
  });

  it("in a new section of the table, before the sections of its own tables", () => {
    edited(
      `x = 1\n\n[env.a.vars]\nY = 1\n`,
      set("env.a.name", "n"),
      `x = 1\n\n[env.a]\nname = "n"\n\n[env.a.vars]\nY = 1\n`,
    );
  });

  it("in quotes where it needs them", () => {
    edited(`[vars]\nA = 1\n`, set("vars.a b", 1), `[vars]\nA = 1\n"a b" = 1\n`);
  });

  it("in single quotes where the file prefers them", () => {
    edited(`a = 'x'\nb = 'y'\n`, set("c", "z"), `a = 'x'\nb = 'y'\nc = 'z'\n`);
  });
});

describe("A TOML table is added", () => {
  it("as a section, at the end or beside its like", () => {
    const text = `name = "a"\n\n[vars]\nA = 1\n`;
    const exports = `\n[exports.Counter]\ntype = "durable-object"\nstorage = "sqlite"\n`;
    edited(text, set("exports.Counter", durableObject), text + exports);
    const beside = `name = "a"\n${exports}\n[vars]\nA = 1\n`;
    const both = `name = "a"\n${exports}${exports.replace("Counter", "Room")}\n[vars]\nA = 1\n`;
    edited(beside, set("exports.Room", durableObject), both);
  });

  it("inline, where those beside it are", () => {
    const text = `[exports]\nA = {type = "durable-object", storage = "sqlite"}\n`;
    edited(text, set("exports.B", durableObject), `${text}B = {type = "durable-object", storage = "sqlite"}\n`);
  });

  it("with the indentation that sections of its depth have", () => {
    const text = `[env]\n  [env.a]\n    name = "x"\n`;
    edited(text, set("env.b", { name: "y" }), `${text}  [env.b]\n    name = "y"\n`);
  });
});

describe("An item is appended to an array of TOML", () => {
  it("as a section behind the last element and its tables, set apart like that one", () => {
    const text = `# first\n[[migrations]]\ntag = "v1"\n[migrations.x]\ny = 1\n# end of it\n\n# about vars\n[vars]\n`;
    const expected = text.replace(
      "# end of it\n",
      `# end of it\n\n[[migrations]]\ntag = "v2"\nnew_sqlite_classes = ["A"]\n`,
    );
    edited(text, append("migrations", { tag: "v2", new_sqlite_classes: ["A"] }), expected);
  });

  it("as a section at the end of the file, if it is the first", () => {
    edited(`name = "a"`, append("migrations", { tag: "v1" }), `name = "a"\n\n[[migrations]]\ntag = "v1"`);
    edited(
      `name = "a"\r\n`,
      append("a.b", room),
      `name = "a"\r\n\r\n[[a.b]]\r\nname = "ROOM"\r\nclass_name = "Room"\r\n`,
    );
  });

  it("inside of the element of another array of tables that it belongs to", () => {
    const text = `[[a]]\n[[a.b]]\nx = 1\n[[a]]\n`;
    edited(text, append("a.0.b", { x: 2 }), `[[a]]\n[[a.b]]\nx = 1\n[[a.b]]\nx = 2\n[[a]]\n`);
  });

  it("inline, where the file writes such arrays inline", () => {
    const text = `[durable_objects]\nbindings = [\n  { name = "A", class_name = "A" },\n]\n\n[env.s]\nname = "n"\n`;
    const added = `\n[env.s.durable_objects]\nbindings = [\n  { name = "ROOM", class_name = "Room" },\n]\n`;
    edited(text, append("env.s.durable_objects.bindings", room), text + added);
    const dotted = `durable_objects.bindings = [{name="A",class_name="A"}]\n\n[env.s]\nname = "n"\n`;
    edited(
      dotted,
      append("env.s.durable_objects.bindings", room),
      `${dotted}durable_objects.bindings = [{name="ROOM", class_name="Room"}]\n`,
    );
  });

  it("on the same line, where the others are", () => {
    edited(`a = ["x"] # c\n`, append("a", "y"), `a = ["x", "y"] # c\n`);
    edited(`a = ["x",]\n`, append("a", "y"), `a = ["x", "y",]\n`);
    edited(`a = []\n`, append("a", "y"), `a = ["y"]\n`);
  });

  it("on a line of its own, where the others are, before the comments behind them", () => {
    edited(
      `a = [\n  1, # one\n  2  # two\n  # end\n]\n`,
      append("a", 3),
      `a = [\n  1, # one\n  2,  # two\n  3\n  # end\n]\n`,
    );
    edited(`a = [\n  1,\n]\n`, append("a", 2), `a = [\n  1,\n  2,\n]\n`);
  });

  it("twice in a row", () => {
    edited(`a = ["x"]\n`, [append("a", "y"), append("a", "z")], `a = ["x", "y", "z"]\n`);
  });
});

describe("Something is removed from TOML", () => {
  it("with its line, the comment on it and those directly above", () => {
    edited(`# kept\n\n# a\na = 1 # one\n# b\nb = 2\n`, remove("a"), `# kept\n\n# b\nb = 2\n`);
  });

  it("with all of its sections", () => {
    const text = `x = 1\n\n[env.a]\nn = 1\n# in it\nm = 1\n\n[env.b]\nn = 2\n\n# about vars of a\n[env.a.vars]\nA = 1\n# behind it\n\n[y]\n`;
    edited(text, remove("env.a"), `x = 1\n\n[env.b]\nn = 2\n\n# behind it\n\n[y]\n`);
  });

  it("as an element, with its header and tables", () => {
    const text = `[[m]]\ntag = 1\n\n[[m]]\ntag = 2\n[m.x]\ny = 1\n\n[[m]]\ntag = 3`;
    edited(text, remove("m.1"), `[[m]]\ntag = 1\n\n[[m]]\ntag = 3`);
    edited(text, remove("m.2"), `[[m]]\ntag = 1\n\n[[m]]\ntag = 2\n[m.x]\ny = 1`);
    edited(text, remove("m.0"), `[[m]]\ntag = 2\n[m.x]\ny = 1\n\n[[m]]\ntag = 3`);
  });

  it("from an array, with one comma", () => {
    edited(`a = [1, 2, 3]\n`, remove("a.1"), `a = [1, 3]\n`);
    edited(`a = [1, 2, 3]\n`, remove("a.2"), `a = [1, 2]\n`);
    edited(`a = [ 1 ]\n`, remove("a.0"), `a = []\n`);
    edited(`a = [\n  1, # one\n  2 # two\n]\n`, remove("a.1"), `a = [\n  1 # one\n]\n`);
  });

  it("from an inline table, dotted keys together", () => {
    edited(`a = { b.c = 1, x = 2, b.d = 3 }\n`, remove("a.b"), `a = { x = 2 }\n`);
  });

  it("with what would be empty, but never an environment", () => {
    const text = `name = "a"\n\n[[durable_objects.bindings]]\nname = "A"\n\n[env.s]\ndurable_objects = { bindings = [{ name = "A" }] }\n`;
    edited(
      text,
      prune("durable_objects.bindings.0"),
      `name = "a"\n\n[env.s]\ndurable_objects = { bindings = [{ name = "A" }] }\n`,
    );
    edited(
      text,
      prune("env.s.durable_objects.bindings.0"),
      `name = "a"\n\n[[durable_objects.bindings]]\nname = "A"\n\n[env.s]\n`,
    );
  });
});

describe("A TOML key is renamed", () => {
  it("in every header and dotted key that spells it", () => {
    const text = `env.a.x = 1\n[env.a.vars]\nY = 1\n[[env.a.list]]\n[other.a]\n`;
    edited(text, rename("env.a", "b c"), `env."b c".x = 1\n[env."b c".vars]\nY = 1\n[[env."b c".list]]\n[other.a]\n`);
  });

  it("in one element only", () => {
    edited(`[[m]]\nx = 1\n[[m]]\nx = 2\n`, rename("m.1.x", "y"), `[[m]]\nx = 1\n[[m]]\ny = 2\n`);
    edited(`m = [{ x.y = 1, x.z = 2 }, { x = 1 }]\n`, rename("m.0.x", "n"), `m = [{ n.y = 1, n.z = 2 }, { x = 1 }]\n`);
  });
});
