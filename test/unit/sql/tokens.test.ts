import assert from "node:assert/strict";
import { nameOf, parameterCount, statementsOf, tokenize } from "../../../src/core/sql/tokens.ts";

describe("SQL tokens", () => {
  it("are words, quoted names, strings, numbers, parameters and symbols, without comments", () => {
    const kinds = tokenize(`SELECT "a", [b] -- c\n, 'd''e', x'00', 1.5e3, ?2, :n /* f */ ->> \`g\``).map((each) => [
      each.kind,
      each.text,
    ]);
    assert.deepEqual(kinds, [
      ["word", "SELECT"],
      ["quoted", '"a"'],
      ["symbol", ","],
      ["quoted", "[b]"],
      ["symbol", ","],
      ["string", "'d''e'"],
      ["symbol", ","],
      ["string", "x'00'"],
      ["symbol", ","],
      ["number", "1.5e3"],
      ["symbol", ","],
      ["parameter", "?2"],
      ["symbol", ","],
      ["parameter", ":n"],
      ["symbol", "->>"],
      ["quoted", "`g`"],
    ]);
  });

  it("go on to the end where a string or a comment is not closed", () => {
    assert.deepEqual(
      tokenize("SELECT 'a /* b").map((each) => each.text),
      ["SELECT", "'a /* b"],
    );
    assert.deepEqual(
      tokenize("SELECT 1 /* b ' c").map((each) => each.text),
      ["SELECT", "1"],
    );
  });

  it("make statements, of which a trigger is one", () => {
    const trigger = "CREATE TRIGGER IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END";
    const statements = statementsOf(tokenize(`SELECT 1;; ${trigger}; BEGIN ;`));
    assert.deepEqual(
      statements.map(({ head }) => head),
      ["SELECT", "CREATE", "BEGIN"],
    );
    assert.equal(statements[1]?.tokens.at(-1)?.text, "END");
  });

  it("tell the head behind EXPLAIN", () => {
    const heads = ["explain select 1", "EXPLAIN QUERY PLAN DELETE FROM a", "(1)"].flatMap((sql) =>
      statementsOf(tokenize(sql)).map(({ head }) => head),
    );
    assert.deepEqual(heads, ["SELECT", "DELETE", ""]);
  });

  it("count parameters as SQLite does", () => {
    const counts = ["SELECT ?, ?", "SELECT ?1, ?1", "SELECT ?5, ?", "SELECT :a, :a, @b, $c", "SELECT '?', \"?\" -- ?"];
    assert.deepEqual(
      counts.map((sql) => parameterCount(tokenize(sql))),
      [2, 1, 6, 3, 0],
    );
  });

  it("name what is quoted", () => {
    assert.deepEqual(tokenize(`a "b""c" [d] 'e'`).map(nameOf), ["a", 'b"c', "d", undefined]);
  });
});
