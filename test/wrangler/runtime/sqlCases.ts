import type { RuntimeCase } from "./cases.ts";
import { withRun } from "./sources.ts";

const table = `storage.sql.exec("CREATE TABLE IF NOT EXISTS t (a TEXT, b TEXT)");\n    `;
const transaction = /To execute a transaction, please use the state\.storage\.transaction\(\)/;
const count = /Wrong number of parameter bindings for SQL query/;
const refused = /not authorized: SQLITE_AUTH/;

function exec(sql: string): string {
  return withRun(`return storage.sql.exec(${JSON.stringify(sql)}).toArray();`);
}

/** What goes wrong with SQL. */
export const sqlCases: readonly RuntimeCase[] = [
  {
    rule: "sql-transaction-statement",
    source: withRun(`${table}storage.sql.exec("BEGIN");
    storage.sql.exec("INSERT INTO t VALUES ('1', '2')");
    storage.sql.exec("COMMIT");
    return "ran";`),
    ends: transaction,
    fix: { title: "Wrap in `transactionSync`", answers: "ran" },
  },
  ...["COMMIT", "END", "ROLLBACK", "SAVEPOINT a", "RELEASE a", "-- first\\n begin"].map((sql) => ({
    rule: "sql-transaction-statement",
    title: sql,
    source: withRun(`return storage.sql.exec("${sql}").toArray();`),
    ends: transaction,
  })),
  {
    rule: "sql-bind-count",
    source: withRun(`${table}storage.sql.exec("INSERT INTO t (a, b) VALUES (?)", "1", "2");\n    return "ran";`),
    ends: /1 values for 2 columns/,
    fix: { title: "Write 2 placeholders", answers: "ran" },
  },
  {
    rule: "sql-bind-count",
    title: "too many values",
    source: withRun(`return storage.sql.exec("SELECT 1 AS a", "1").one().a;`),
    ends: count,
    fix: { title: "Remove the values that no placeholder takes", answers: "1" },
  },
  {
    rule: "sql-bind-count",
    title: "a number with a gap, and a name",
    source: withRun(`return storage.sql.exec("SELECT ?2 AS a, :b AS b", 1, 2).one();`),
    ends: count,
  },
  {
    rule: "sql-bind-count",
    title: "in the first of two statements",
    source: withRun(`${table}return storage.sql.exec("DELETE FROM t WHERE a = ?; SELECT 1", 1).one();`),
    ends: /only the last statement can have parameters/,
  },
  {
    rule: "sql-bind-array",
    source: withRun(`${table}storage.sql.exec("INSERT INTO t (a, b) VALUES (?, ?)", ["1", "2"]);\n    return "ran";`),
    ends: count,
    fix: { title: "Spread the array", answers: "ran" },
  },
  {
    rule: "sql-bind-boolean",
    source: withRun(`return storage.sql.exec("SELECT COUNT(*) AS n WHERE 1 = ?", true).one().n;`),
    ends: "0",
    fix: { title: "Bind `1`", answers: "1" },
  },
  {
    rule: "sql-bind-object",
    source: withRun(`return storage.sql.exec("SELECT ? AS a", { b: 1 }).one().a;`),
    ends: "[object Object]",
    fix: { title: "Bind `JSON.stringify({ b: 1 })`", answers: '{"b":1}' },
  },
  {
    rule: "sql-bind-object",
    title: "a date",
    source: withRun(`return storage.sql.exec("SELECT ? AS a", new Date(0)).one().a;`),
    ends: /^Thu Jan 01 1970/,
    fix: { title: "Bind `new Date(0).getTime()`", answers: "0" },
  },
  {
    rule: "sql-bind-object",
    title: "a BigInt",
    source: withRun(`return storage.sql.exec("SELECT ? AS a", 5n).one().a;`),
    ends: /BigInt/,
    fix: { title: "Bind `Number(5n)`", answers: "5" },
  },
  {
    rule: "sql-interpolation",
    source: withRun(`${table}const { a } = { a: "it's" };
    return storage.sql.exec(\`SELECT COUNT(*) AS n FROM t WHERE a = '\${a}'\`).one().n;`),
    ends: /syntax error|unrecognized token/,
    fix: { title: "Bind the value", answers: "0" },
  },
  { rule: "sql-syntax", source: exec("SELEC 1"), ends: /near "SELEC": syntax error at offset 0/ },
  { rule: "sql-syntax", title: "incomplete", source: exec("SELECT (1"), ends: /incomplete input/ },
  { rule: "sql-syntax", title: "a string", source: exec("SELECT 'a"), ends: /unrecognized token/ },
  { rule: "sql-syntax", title: "empty", source: exec(" "), ends: /SQL code did not contain a statement/ },
  {
    rule: "sql-syntax",
    title: "a comment at the end",
    source: exec("SELECT 1; -- done"),
    ends: /SQL code did not contain a statement/,
  },
  {
    rule: "sql-unknown-table",
    source: withRun(`${table}return storage.sql.exec("SELECT COUNT(*) AS n FROM tt").one().n;`),
    ends: /no such table: tt/,
  },
  {
    rule: "sql-unknown-column",
    source: withRun(`storage.sql.exec("CREATE TABLE IF NOT EXISTS t (author TEXT)");
    return storage.sql.exec("SELECT COUNT(autor) AS n FROM t").one().n;`),
    ends: /no such column: autor/,
    fix: { title: "Change to “author”", answers: "0" },
  },
  {
    rule: "sql-pragma-not-authorized",
    source: withRun(`return storage.sql.exec("PRAGMA user_version").one().user_version;`),
    ends: refused,
    fix: { title: "Keep the version in a table", answers: "0" },
  },
  ...["user_version = 3", "journal_mode", "page_count", "integrity_check", "encoding"].map((name) => ({
    rule: "sql-pragma-not-authorized",
    title: name,
    source: exec(`PRAGMA ${name}`),
    ends: refused,
  })),
  {
    rule: "sql-pragma-not-authorized",
    title: "as a table",
    source: exec("SELECT * FROM pragma_user_version"),
    ends: refused,
  },
  ...["ATTACH DATABASE 'x' AS y", "CREATE TEMP TABLE x (a)", "CREATE TABLE _cf_x (a)"].map((sql) => ({
    rule: "sql-statement-not-authorized",
    title: sql,
    source: exec(sql),
    ends: refused,
  })),
  {
    rule: "sql-statement-not-authorized",
    title: "VACUUM",
    source: exec("VACUUM"),
    ends: /cannot VACUUM from within a transaction/,
  },
  {
    rule: "sql-statement-not-authorized",
    title: "sqlite_",
    source: exec("CREATE TABLE sqlite_x (a)"),
    ends: /object name reserved for internal use/,
  },
  {
    rule: "sql-statement-not-authorized",
    title: "REGEXP",
    source: exec("SELECT 'a' REGEXP 'b'"),
    ends: /no such function: REGEXP/,
  },
  ...["sqlite_version()", "power(2, 3)", "log10(10)", "ceiling(1.5)", "json_pretty('{}')", "unistr('a')"].map(
    (call) => ({
      rule: "sql-function-not-allowed",
      title: call,
      source: exec(`SELECT ${call}`),
      ends: /not authorized to use function/,
    }),
  ),
  ...["now()", "uuid()", "median(1)", "md5('a')"].map((call) => ({
    rule: "sql-function-not-allowed",
    title: call,
    source: exec(`SELECT ${call}`),
    ends: /no such function/,
  })),
  {
    rule: "sql-limits",
    title: "terms",
    source: exec(Array.from({ length: 6 }, () => "SELECT 1").join(" UNION ")),
    ends: /too many terms in compound SELECT/,
  },
  {
    rule: "sql-limits",
    title: "columns",
    source: exec(`CREATE TABLE wide (${Array.from({ length: 101 }, (_, index) => `c${index}`).join(", ")})`),
    ends: /too many columns on wide/,
  },
  {
    rule: "sql-limits",
    title: "placeholders",
    source: withRun(
      `return storage.sql.exec("SELECT 1 WHERE 1 IN (${Array.from({ length: 101 }, () => "?").join(", ")})", ...Array(101).fill(1)).toArray();`,
    ),
    ends: /too many SQL variables/,
  },
  {
    rule: "sql-limits",
    title: "a pattern",
    source: exec(`SELECT 'a' LIKE '${"a".repeat(51)}'`),
    ends: /LIKE or GLOB pattern too complex/,
  },
  {
    rule: "sql-limits",
    title: "length",
    source: exec(`SELECT '${"a".repeat(100_001)}'`),
    ends: /statement too long/,
  },
  {
    rule: "sql-one-zero-rows",
    source: withRun(`return storage.sql.exec("SELECT 1 AS a WHERE 0").one()?.a ?? "none";`),
    ends: /Expected exactly one result from SQL query, but got no results/,
    fix: { title: "Take the first row, if there is one", answers: "none" },
  },
];
