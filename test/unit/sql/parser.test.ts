import assert from "node:assert/strict";
import type { SqlParser } from "../../../src/core/ports.ts";
import { LazySqlite, loadSqlite } from "../../../src/node/sqlite/load.ts";

const wasm = "node_modules/sql.js/dist/sql-wasm.wasm";

describe("SQLite's parser", () => {
  let parser: SqlParser;
  before(async () => {
    parser = await loadSqlite(wasm);
  });

  function place(statement: string, schema: readonly string[] = []): string {
    const found = parser.refusal(statement, schema);
    return found === undefined ? "" : `${found.kind} ${statement.slice(found.span.start, found.span.end)}`;
  }

  it("tells the token at which a statement goes wrong, not an earlier one of the same text", () => {
    assert.equal(place("SELECT a, b FROM t WHERE (a = 1 AND b = 2 AND"), "syntax AND");
    assert.equal(parser.refusal("SELECT 1 FROM t WHERE 2 WHERE 3", [])?.span.start, 24);
    assert.equal(place("SELEC 1"), "syntax SELEC");
    assert.equal(place("SELECT 'a"), "syntax 'a");
    assert.equal(place("SELECT (1"), "syntax 1");
  });

  it("holds names against a schema", () => {
    const schema = ["CREATE TABLE t (a, b)", "ALTER TABLE t ADD COLUMN c"];
    assert.equal(place("SELECT a, c FROM t", schema), "");
    assert.equal(place("SELECT x.d FROM t AS x", schema), "unknownColumn d");
    assert.equal(place("INSERT INTO t (a, z) VALUES (1, 2)", schema), "unknownColumn z");
    assert.equal(place("SELECT a FROM u", schema), "unknownTable u");
  });

  it("says nothing where the schema is refused", () => {
    assert.equal(place("SELECT a FROM u", ["CREATE TABLE"]), "");
  });

  it("runs nothing", () => {
    assert.equal(place("CREATE TABLE made (a)"), "");
    assert.equal(place("SELECT a FROM made"), "unknownTable made");
  });
});

describe("A parser that is loaded when it is needed", () => {
  it("is not there at first, and tells when it is", async () => {
    let told = 0;
    const lazy = new LazySqlite(
      () => loadSqlite(wasm),
      () => told++,
    );
    assert.equal(lazy.isWanted, false);
    assert.equal(lazy.get(), undefined);
    await lazy.loaded();
    assert.equal(told, 1);
    assert.equal(lazy.get()?.refusal("SELECT 1", []), undefined);
  });

  it("stays away where it cannot be loaded", async () => {
    const lazy = new LazySqlite(() => loadSqlite("/nowhere.wasm"));
    await lazy.loaded();
    assert.equal(lazy.get(), undefined);
  });
});
