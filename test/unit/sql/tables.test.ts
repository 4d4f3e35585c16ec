import assert from "node:assert/strict";
import initSqlJs from "sql.js";
import { readFileSync } from "node:fs";
import { alterationOf, tableOf } from "../../../src/core/sql/tables.ts";
import { quotedName, statementsOf, tokenize } from "../../../src/core/sql/tokens.ts";

const { Database } = await initSqlJs({ wasmBinary: readFileSync("node_modules/sql.js/dist/sql-wasm.wasm") });

describe("Tables as their statements create them", () => {
  const created = [
    "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL DEFAULT 'x, y', PRICE DECIMAL(10, 2))",
    'create table if not exists main.b (x, y, "order" text, [a b] BLOB, `c` ANY, PRIMARY KEY (x, y)) WITHOUT ROWID',
    "CREATE TABLE c (a INT CHECK (a IN (1, 2)), b TEXT REFERENCES d(e) ON DELETE CASCADE, FOREIGN KEY (a) REFERENCES d(f)) STRICT",
    "CREATE TABLE d (e TEXT COLLATE NOCASE UNIQUE, -- a comment, with a comma\n f INTEGER GENERATED ALWAYS AS (length(e)) VIRTUAL, g AS (f + 1))",
    "CREATE TEMP TABLE e (big UNSIGNED BIG INT, note VARCHAR(20) NULL, CONSTRAINT one UNIQUE (note), CHECK (note <> ','))",
    "CREATE TABLE f ('quoted' TEXT, key TEXT, value TEXT, date DATETIME DEFAULT CURRENT_TIMESTAMP)",
  ];

  for (const sql of created) {
    it(`has the names and types that SQLite itself tells: ${sql.slice(0, 40)}…`, () => {
      const [statement] = statementsOf(tokenize(sql));
      const table = statement && tableOf(statement);
      assert.ok(table);
      const database = new Database();
      database.run(sql);
      const rows = database.exec(`SELECT name, type FROM pragma_table_xinfo('${table.name}')`)[0]?.values ?? [];
      database.close();
      const told = rows.map(([name, type]) => `${String(name)} ${plain(String(type))}`);
      assert.deepEqual(
        table.columns.map(({ name, type }) => `${name} ${plain(type)}`),
        told,
      );
    });
  }

  it("takes views, full text and half a statement for what they say", () => {
    assert.deepEqual(columns("CREATE VIEW v (a, b) AS SELECT 1, 2"), ["a ", "b "]);
    assert.deepEqual(columns("CREATE VIEW v AS SELECT 1"), []);
    assert.deepEqual(columns("CREATE VIRTUAL TABLE docs USING fts5(title, body UNINDEXED, tokenize = 'porter')"), [
      "title ",
      "body ",
    ]);
    assert.deepEqual(columns("CREATE TABLE t (id INTEGER, na"), ["id INTEGER", "na "]);
    assert.deepEqual(columns("CREATE INDEX i ON t (id)"), undefined);
    assert.deepEqual(columns("CREATE TABLE "), undefined);
  });

  it("reads what ALTER TABLE brings", () => {
    assert.equal(altered("ALTER TABLE a ADD COLUMN b TEXT")?.column?.type, "TEXT");
    assert.equal(altered("ALTER TABLE a ADD b")?.column?.name, "b");
    assert.equal(altered("ALTER TABLE new_a RENAME TO a")?.newName?.name, "a");
    assert.deepEqual(altered("ALTER TABLE main.a RENAME COLUMN b TO c")?.table, "a");
    assert.equal(altered("ALTER TABLE a RENAME b TO c")?.renamedColumn?.name, "c");
    assert.equal(altered("ALTER TABLE a DROP COLUMN b")?.column, undefined);
    assert.equal(altered("DROP TABLE a"), undefined);
  });
});

describe("A name in a statement", () => {
  it("is quoted exactly where SQLite wants it", () => {
    const words = "order group key value date type user index from to set name nothing returning if abort rank".split(
      " ",
    );
    const database = new Database();
    for (const word of [...words, "a b", "ä", "1a", 'a"b']) {
      database.run(`CREATE TABLE t (${quotedName(word, '"')} TEXT); DROP TABLE t`);
      const isPlain = quotedName(word, "`") === word;
      if (!isPlain && /^[a-z]+$/.test(word)) assert.throws(() => database.run(`CREATE TABLE t (${word} TEXT)`), word);
    }
    database.close();
  });
});

/** SQLite keeps the spaces of a type, and takes the words before AS for a part of it. */
function plain(type: string): string {
  return type.toUpperCase().replace(" GENERATED ALWAYS", "").replaceAll(", ", ",");
}

function columns(sql: string): readonly string[] | undefined {
  const [statement] = statementsOf(tokenize(sql));
  return statement && tableOf(statement)?.columns.map(({ name, type }) => `${name} ${type}`);
}

function altered(sql: string): ReturnType<typeof alterationOf> {
  const [statement] = statementsOf(tokenize(sql));
  return statement && alterationOf(statement);
}
