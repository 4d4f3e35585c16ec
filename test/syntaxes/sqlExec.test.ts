import assert from "node:assert/strict";
import { expectScopes } from "./expectScopes.ts";
import { tokenize } from "./tokenize.ts";

type Expected = readonly [piece: string, ...scopes: string[]];

const typescript = (text: string, ...expected: readonly Expected[]) => expectScopes("source.ts", text, expected);

const select: Expected = ["SELECT", "keyword", "meta.embedded.block.sql"];

describe("the grammar of SQL in sql.exec", () => {
  it("colours a string in double and single quotes", async () => {
    await typescript(
      `this.ctx.storage.sql.exec("SELECT 1", a);`,
      ['"', "punctuation.definition.string.begin"],
      select,
      ["1", "constant.numeric"],
    );
    await typescript(`sql.exec('SELECT "a" FROM t')`, select, ["a", "string.quoted.double.sql"], ["FROM", "keyword"]);
  });

  it("does so in JavaScript, JSX and TSX", async () => {
    for (const grammar of ["source.js", "source.js.jsx", "source.tsx"])
      await expectScopes(grammar, `const f = () => this.#sql.exec("SELECT 1");`, [select]);
  });

  it("leaves what comes after the string to TypeScript", async () => {
    await typescript(
      `foo(this.sql.exec("SELECT ? -- it's", true), 'x'); const y = 1;`,
      select,
      ["?", "variable.parameter.placeholder"],
      ["--", "comment.line.double-dash"],
      ['"', "punctuation.definition.string.end"],
      ["true", "constant.language.boolean", "!meta.embedded"],
      ["x", "string.quoted.single.ts"],
      ["const", "storage.type"],
    );
  });

  it("finds the string behind type arguments", async () => {
    await typescript(`ctx.storage.sql.exec<{ n: number; m: Map<string, X> }>("SELECT 1").one();`, select, [
      "one",
      "entity.name.function",
    ]);
  });

  it("finds a string on a later line", async () => {
    await typescript(
      `this.ctx.storage.sql.exec(\n  // all of them\n  "SELECT 1",\n  "x",\n);\nlet z = "SELECT";`,
      ["//", "comment"],
      select,
      ["x", "string.quoted.double.ts", "!meta.embedded"],
      ["let", "storage.type"],
      ["SELECT", "string.quoted.double.ts", "!meta.embedded"],
    );
  });

  it("finds a call on a later line", async () => {
    await typescript(
      `const row = this.ctx.storage.sql\n  .exec<{\n    n: number;\n  }>(\n    "SELECT ?",\n    "x",\n  )\n  .one();\nreturn "y";`,
      ["exec", "entity.name.function"],
      ["number", "support.type"],
      select,
      ["?", "variable.parameter.placeholder"],
      ["x", "string.quoted.double.ts", "!meta.embedded"],
      ["one", "entity.name.function"],
      ["return", "keyword.control"],
      ["y", "string.quoted.double.ts"],
    );
  });

  it("finds the string behind type arguments over lines", async () => {
    await typescript(`this.sql.exec<{\n  n: number;\n}>("SELECT 1");`, select);
  });

  it("colours a template literal over lines, with interpolations", async () => {
    await typescript(
      "sql.exec(`\n  CREATE TABLE IF NOT EXISTS ${name} (\n    id INTEGER PRIMARY KEY AUTOINCREMENT,\n    at TEXT DEFAULT '${now}'\n  )`, 1);",
      ["`", "punctuation.definition.string.template.begin"],
      ["CREATE", "keyword"],
      ["IF NOT EXISTS", "keyword"],
      ["${", "punctuation.definition.template-expression.begin"],
      ["name", "variable.other.readwrite.ts", "meta.template.expression"],
      ["INTEGER", "storage.type"],
      ["AUTOINCREMENT", "keyword"],
      ["'", "string.quoted.single.sql"],
      ["now", "variable.other.readwrite.ts", "meta.template.expression"],
      ["`", "punctuation.definition.string.template.end"],
      ["1", "constant.numeric", "!meta.embedded"],
    );
  });

  it("ends with the template literal whatever the SQL leaves open", async () => {
    for (const open of ["-- it's", "'it", '"it', "/* it", "[it", "a / b / c", "% {", "-- \\` it"])
      await typescript(`sql.exec(\`SELECT ${open}\`);\nreturn 1;`, select, [
        "return",
        "keyword.control",
        "!meta.embedded",
      ]);
  });

  it("ends with the quoted string whatever the SQL leaves open", async () => {
    for (const open of ["-- it's", "'it", '\\"it', "/* it", "[it", "`it"])
      await typescript(`sql.exec("SELECT ${open}");\nreturn 1;`, select, [
        "return",
        "keyword.control",
        "!meta.embedded",
      ]);
  });

  it("knows every kind of placeholder, and that a text has none", async () => {
    for (const placeholder of ["?", "?12", ":name", "@name", "$name"])
      await typescript(
        `sql.exec("SELECT 'a ?', ${placeholder}")`,
        ["a ?", "string.quoted.single.sql"],
        [placeholder, "variable.parameter.placeholder"],
      );
  });

  it("knows SQLite's own words", async () => {
    await typescript(
      `sql.exec("INSERT INTO t (id) VALUES (unixepoch()) ON CONFLICT (id) DO NOTHING RETURNING a ->> '$.b'")`,
      ["INSERT INTO", "keyword"],
      ["VALUES", "keyword"],
      ["unixepoch", "support.function"],
      ["CONFLICT", "keyword"],
      ["NOTHING", "keyword"],
      ["RETURNING", "keyword"],
      ["->>", "keyword.operator"],
      ["$.b", "string.quoted.single.sql"],
    );
  });

  it("names the table that a statement creates", async () => {
    await typescript(
      `sql.exec("CREATE TABLE IF NOT EXISTS rooms (name TEXT)")`,
      ["CREATE", "keyword"],
      ["rooms", "entity.name"],
    );
  });

  it("works inside an interpolation, but not inside a string or a comment", async () => {
    await typescript('const a = `x ${sql.exec("SELECT 1").one().n}`;', select);
    const none = [`const a = "this.sql.exec('SELECT 1')";`, `// sql.exec("SELECT 1")`, `/pattern/.exec("SELECT 1");`];
    for (const text of [
      ...none,
      `new RegExp(a)\n  .exec("SELECT 1");`,
      `mysql.exec("SELECT 1")`,
      `sql.execute("SELECT 1")`,
    ])
      assert.ok(!(await tokenize("source.ts", text)).some(isEmbedded), text);
  });

  it("does not change what comes after a line that ends with `sql`", async () => {
    await typescript(
      `import {\n  sql\n} from "x";\nconst s = this.sql\nfoo("SELECT 1");`,
      ["from", "keyword.control"],
      ["x", "string.quoted.double.ts"],
      ["const", "storage.type"],
      ["foo", "entity.name.function"],
      ["SELECT 1", "string.quoted.double.ts", "!meta.embedded"],
    );
  });
});

function isEmbedded(token: { readonly scopes: readonly string[] }): boolean {
  return token.scopes.includes("meta.embedded.block.sql");
}
