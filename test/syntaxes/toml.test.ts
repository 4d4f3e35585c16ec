import { expectScopes } from "./expectScopes.ts";

const toml = (text: string, ...expected: readonly (readonly [string, ...string[]])[]) =>
  expectScopes("source.toml", text, expected);

describe("the TOML grammar", () => {
  it("reads bare, dotted and quoted keys", async () => {
    await toml(
      `name = "a"\nenv."my env".'x' . name = 1`,
      ["name", "support.type.property-name"],
      ["=", "keyword.operator.assignment"],
      ["env", "support.type.property-name"],
      [".", "punctuation.separator.dot"],
      ["my env", "support.type.property-name.quoted"],
      [".", "punctuation.separator.dot"],
      ["x", "support.type.property-name.quoted"],
      [".", "punctuation.separator.dot"],
      ["name", "support.type.property-name"],
      ["1", "constant.numeric.integer.decimal"],
    );
  });

  it("reads headers of tables and of arrays of tables", async () => {
    await toml(
      `[ env . "a.b" ] # why\n[[durable_objects.bindings]]`,
      ["env", "entity.name.section", "meta.table.toml"],
      [".", "punctuation.separator.dot"],
      ["a.b", "support.type.property-name.quoted"],
      ["]", "punctuation.definition.table.end"],
      ["#", "comment.line"],
      ["[[", "punctuation.definition.table.array.begin"],
      ["durable_objects", "entity.name.section", "meta.table.array"],
      ["]]", "punctuation.definition.table.array.end"],
    );
  });

  it("reads basic strings with their escapes, those of TOML 1.1 too", async () => {
    for (const escape of [
      "\\b",
      "\\t",
      "\\n",
      "\\f",
      "\\r",
      "\\e",
      '\\"',
      "\\\\",
      "\\x7F",
      "\\u00E9",
      "\\uFFFD",
      "\\U0001F600",
      "\\U0010FFFF",
    ])
      await toml(
        `a = "x${escape}y"`,
        ["x", "string.quoted.double"],
        [escape, "constant.character.escape"],
        ["y", "string"],
      );
  });

  it("marks escapes that TOML does not have", async () => {
    for (const escape of ["\\q", "\\u12", "\\x", "\\uD800", "\\U0000DFFF", "\\U00110000"])
      await toml(`a = "${escape} y"`, [escape, "invalid.illegal.escape"], ["y", "string"]);
  });

  it("reads literal strings without escapes", async () => {
    await toml(String.raw`a = 'C:\n' # x`, [String.raw`C:\n`, "string.quoted.single", "!constant"], ["#", "comment"]);
  });

  it("reads multi-line strings, with quotes inside and before the end", async () => {
    await toml(
      `a = """\none "" \\\n  two\\t""""\nb = '''\nthree ' \\n''''\nc = 1`,
      ['one ""', "string.quoted.triple.double"],
      ["\\", "constant.character.escape.line-ending"],
      ["two", "string.quoted.triple.double"],
      ["\\t", "constant.character.escape"],
      ['"""', "punctuation.definition.string.end"],
      ["b", "support.type.property-name"],
      ["three ' \\n", "string.quoted.triple.single"],
      ["'''", "punctuation.definition.string.end"],
      ["c", "support.type.property-name"],
    );
  });

  it("reads an empty multi-line string", async () => {
    await toml(
      `a = """"""\nb = ''''''\nc = true`,
      ["b", "support.type.property-name"],
      ["true", "constant.language.boolean"],
    );
  });

  it("marks a string without an end, on its line only", async () => {
    await toml(
      `a = "x\nb = 'y\nc = 1`,
      ['"x', "invalid.illegal"],
      ["b", "!invalid"],
      ["'y", "invalid.illegal"],
      ["1", "constant.numeric"],
    );
  });

  it("reads numbers of all bases", async () => {
    const numbers = {
      integer: ["0", "+99", "-17", "1_000", "5_349_221"],
      "integer.hexadecimal": ["0xDEADBEEF", "0xdead_beef"],
      "integer.octal": ["0o755"],
      "integer.binary": ["0b1101_0110"],
      float: ["+1.0", "3.1415", "-0.01", "5e+22", "1e06", "-2E-2", "6.626e-34", "224_617.445_991_228"],
      "float.special": ["inf", "+inf", "-inf", "nan", "-nan"],
    };
    for (const [kind, texts] of Object.entries(numbers))
      for (const text of texts) await toml(`a = ${text} # n`, [text, `constant.numeric.${kind}`], ["#", "comment"]);
  });

  it("marks what is no value", async () => {
    for (const text of [
      "01",
      "1_",
      "_1",
      "1.",
      ".5",
      "1__0",
      "0X1",
      "True",
      "yes",
      "1.2.3",
      "0xG",
      "2026-13-01",
      "2026-11-17T25:00",
    ])
      await toml(`a = ${text}`, [text, "invalid.illegal.value"]);
  });

  it("reads dates and times", async () => {
    const dates = {
      "offset-date-time": ["1979-05-27T07:32:00Z", "1979-05-27 07:32:00.999-07:00", "1979-05-27t07:32z"],
      "local-date-time": ["1979-05-27T07:32:00", "1979-05-27 07:32"],
      "local-date": ["2026-11-17"],
      "local-time": ["07:32:00.5", "07:32"],
    };
    for (const [kind, texts] of Object.entries(dates))
      for (const text of texts) await toml(`a = ${text}`, [text, `constant.numeric.date.${kind}`]);
  });

  it("reads arrays over lines with comments", async () => {
    await toml(
      `a = [ # first\n  "x", 1,\n  [true],\n]\nb = 2`,
      ["[", "punctuation.definition.array.begin"],
      ["#", "comment"],
      ["x", "string.quoted.double"],
      [",", "punctuation.separator.comma"],
      ["1", "constant.numeric"],
      ["true", "constant.language.boolean"],
      ["]", "punctuation.definition.array.end"],
      ["]", "punctuation.definition.array.end"],
      ["b", "support.type.property-name", "!meta.array"],
    );
  });

  it("reads inline tables over lines, as TOML 1.1 allows", async () => {
    await toml(
      `bindings = [\n  {\n    name = "A", # why\n    class_name = "B",\n  },\n]\nb = 2`,
      ["{", "punctuation.definition.table.inline.begin"],
      ["name", "support.type.property-name", "meta.table.inline"],
      ["A", "string"],
      ["#", "comment"],
      ["class_name", "support.type.property-name"],
      ["B", "string"],
      ["}", "punctuation.definition.table.inline.end"],
      [",", "punctuation.separator.comma", "!invalid"],
      ["b", "support.type.property-name", "!meta.array"],
    );
  });

  it("marks what stands behind a value", async () => {
    for (const value of ["1", '"x"', "'x'", "true", "[1]", "{ x = 1 }", '"""x"""', "2026-11-17"])
      await toml(`a = ${value} 2 # c`, ["2", "invalid.illegal.value"], ["#", "comment"]);
    await toml(`a = "x" "y"\nb = 1`, ['"y"', "invalid.illegal.value"], ["b", "!invalid"], ["1", "!invalid"]);
    await toml(`a = 1979-05-27 07:32:00 # c`, ["1979-05-27 07:32:00", "constant.numeric.date", "!invalid"]);
    await toml(`a = { b = 1 , c = 2 }`, [",", "!invalid"], ["2", "constant.numeric", "!invalid"]);
  });

  it("marks control characters in texts and comments, but for tabs", async () => {
    for (const text of ['"x\u0001\ty"', "'x\u0001\ty'", '"""x\u0001\ty"""', "'''x\u0001\ty'''", "1 # x\u0001\ty"])
      await toml(`a = ${text}`, ["\u0001", "invalid.illegal.control-character"], ["y", "!invalid"]);
  });

  it("does not colour a word that is still being typed as wrong", async () => {
    await toml("compat", ["compat", "support.type.property-name", "!invalid"]);
  });

  it("marks what stands where nothing may stand", async () => {
    await toml(`[a] b\nc = 1 } 2`, ["b", "invalid.illegal"], ["}", "invalid.illegal"]);
    await toml(`[]`, ["[", "invalid.illegal"], ["]", "invalid.illegal"]);
  });

  it("ends a header without a bracket at its line", async () => {
    await toml(
      `[env.staging\nname = "a"`,
      ["env", "entity.name.section"],
      ["name", "support.type.property-name", "!meta.table"],
    );
  });
});
