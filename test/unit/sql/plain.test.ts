import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { array, assert as assertProperty, constantFrom, nat, property, tuple } from "fast-check";
import type { SqlParser } from "../../../src/core/ports.ts";
import { keywords } from "../../../src/core/sql/keywords.ts";
import { fits, readPlain } from "../../../src/core/sql/plain.ts";
import { statementsOf, tokenize } from "../../../src/core/sql/tokens.ts";
import { loadSqlite } from "../../../src/node/sqlite/load.ts";

const schema = [
  "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, author TEXT NOT NULL, key VARCHAR(20) DEFAULT 'a', UNIQUE (author, key))",
  "CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, count INTEGER DEFAULT 0, sent INTEGER DEFAULT (unixepoch()))",
  "CREATE UNIQUE INDEX IF NOT EXISTS by_author ON messages (author DESC, key)",
];

/** Plain statements of this schema. */
const statements = [
  "SELECT 1",
  "SELECT COUNT(*) AS n FROM messages",
  "SELECT DISTINCT author, key FROM messages WHERE id > ? AND author LIKE 'a%' OR key IS NOT NULL ORDER BY id DESC LIMIT ? OFFSET 2",
  "select messages.author as a, count(distinct key) from messages group by a order by a, id + 1 desc limit 3, 4",
  "SELECT * FROM messages WHERE id BETWEEN ? AND ?2 AND key NOT IN ('a', :b) AND NOT author = -1 -- the rest",
  "INSERT INTO messages VALUES (1, 'it''s', NULL)",
  "INSERT OR REPLACE INTO counts (name, count) VALUES (?, ?), (lower('A'), +1) RETURNING count, name AS n",
  "INSERT INTO counts (name, count) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count, sent = ?",
  "INSERT INTO counts (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
  "REPLACE INTO counts VALUES (?, ?, TRUE)",
  "UPDATE counts SET count = count + 1, name = upper(name) WHERE name = ? RETURNING *",
  "UPDATE OR IGNORE counts SET count = counts.count || 'a' WHERE count != 5 OR sent <= CURRENT_TIMESTAMP",
  "DELETE FROM messages",
  "DELETE FROM messages WHERE author = $name AND key = @key",
];

describe("plain SQL", function () {
  this.timeout(60_000);
  let sqlite: SqlParser;
  before(async () => {
    sqlite = await loadSqlite("node_modules/sql.js/dist/sql-wasm.wasm");
  });

  const made = (): ReturnType<typeof parse>[] => schema.map(parse);
  const parse = (text: string) => {
    const found = readPlain(tokenize(text));
    assert.ok(found, text);
    return found;
  };
  /** What SQLite says against a statement that is called plain here; undefined for the others. */
  const mistake = (text: string): string | undefined => {
    const read = readPlain(tokenize(text));
    if (read === undefined) return undefined;
    const refusals = [sqlite.refusal(text, []), ...(fits(read, made()) ? [sqlite.refusal(text, schema)] : [])];
    const [alone, inSchema] = refusals;
    if (alone?.kind === "syntax") return alone.message;
    return inSchema !== undefined && inSchema.kind !== "other" ? inSchema.message : undefined;
  };

  it("is what most statements are, and fits the tables that others make", () => {
    for (const text of statements) {
      assert.ok(fits(parse(text), made()), text);
      assert.equal(mistake(text), undefined, text);
    }
  });

  it("is what the samples and most examples of SQL are", () => {
    const files = globSync("{docs/rules/*.md,samples/**/*.ts,snippets/*.json}").map((file) =>
      readFileSync(file, "utf8"),
    );
    const texts = files.flatMap((text) =>
      Array.from(
        text.matchAll(/\.exec(?:<.*?>)?\(\s*("|`)((?:SELECT|INSERT|UPDATE|DELETE|CREATE)[^$]*?)\1/g),
        ([, , sql = ""]) => sql,
      ),
    );
    const all = texts.flatMap((text) => statementsOf(tokenize(text)).map(({ start, end }) => text.slice(start, end)));
    assert.ok(all.length > 100);
    for (const each of all) assert.equal(mistake(each), undefined, each);
    const plain = all.filter((each) => readPlain(tokenize(each)) !== undefined);
    assert.ok(plain.length > all.length * 0.8, `${plain.length} of ${all.length}`);
  });

  it("is no statement that names what is not there", () => {
    for (const text of [
      "SELECT author FROM nowhere",
      "SELECT writer FROM messages",
      "SELECT author AS a, a FROM messages",
      "SELECT other.author FROM messages",
      "SELECT excluded.author FROM messages",
      "SELECT author.author FROM messages",
      "INSERT INTO messages (writer) VALUES (1)",
      "UPDATE messages SET author = writer",
      "DELETE FROM messages WHERE count = 1",
      "SELECT author",
    ])
      assert.equal(fits(parse(text), made()), false, text);
  });

  it("is nothing that needs SQLite to judge it", () => {
    for (const text of [
      "",
      "SELECT",
      "SELECT author FROM messages WHERE",
      "SELECT author author FROM messages,",
      "SELECT (SELECT 1)",
      'SELECT "author" FROM messages',
      "INSERT INTO messages VALUES (author)",
      "INSERT INTO messages VALUES ('a",
      "WITH a AS (SELECT 1) SELECT * FROM a",
      "CREATE TABLE a (b TEXT DEFAULT ?)",
      "PRAGMA user_version",
      "ALTER TABLE messages ADD b",
    ])
      assert.equal(readPlain(tokenize(text)), undefined, text);
  });

  it("knows every keyword that SQLite does not take for a name", () => {
    const packed = /[A-Z_]{300,}/.exec(readFileSync("node_modules/sql.js/dist/sql-wasm.wasm", "latin1"))?.[0] ?? "";
    const words = new Set<string>();
    for (let start = 0; start < packed.length; start++)
      for (let length = 2; length <= 17; length++) words.add(packed.slice(start, start + length));
    assert.ok(words.has("SELECT") && words.has("CURRENT_TIMESTAMP"));
    for (const word of [...words].filter((each) => !keywords.has(each))) {
      const text = `SELECT ${word}, ${word} AS b FROM a WHERE ${word} = 1 GROUP BY ${word} ORDER BY ${word} DESC`;
      assert.notEqual(sqlite.refusal(text, [])?.kind, "syntax", word);
      assert.equal(sqlite.refusal(`CREATE TABLE ${word} (${word} ${word})`, []), undefined, word);
    }
  });

  it("is nothing that SQLite refuses, however its parts are put together", () => {
    const words = [...schema, ...statements].flatMap((text) => tokenize(text).map((token) => token.text));
    const vocabulary = constantFrom(...new Set(words), "EXISTS", "'", '"a"', "1.5", "0x1", "x'0'", ";", "KEY");
    const changed = tuple(
      constantFrom(...schema, ...statements),
      array(tuple(nat(60), nat(2), array(vocabulary, { maxLength: 2 })), {
        minLength: 1,
        maxLength: 3,
      }),
    ).map(([text, changes]) => {
      const parts = tokenize(text).map((token) => token.text);
      for (const [at, count, inserted] of changes) parts.splice(at % (parts.length + 1), count, ...inserted);
      return parts.join(" ");
    });
    let plain = 0;
    assertProperty(
      property(changed, (text) => {
        if (readPlain(tokenize(text)) !== undefined) plain++;
        assert.equal(mistake(text), undefined);
      }),
      { numRuns: 20_000, interruptAfterTimeLimit: 40_000 },
    );
    assert.ok(plain > 500, String(plain));
  });

  it("is told at once of a long text, whichever way it goes wrong at the end", () => {
    const text = `SELECT ${Array.from({ length: 5000 }, (_, index) => `a${index} = 1 AND b BETWEEN 1 AND 2`).join(", ")},`;
    assert.equal(readPlain(tokenize(text)), undefined);
  });
});
