import assert from "node:assert/strict";
import { sqlCompletionsAt } from "../../../src/core/queries/sql/completion.ts";
import { sqlDefinitionAt } from "../../../src/core/queries/sql/definition.ts";
import { sqlHoverAt } from "../../../src/core/queries/sql/hover.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

const schema = `CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE posts (id INTEGER, author INTEGER REFERENCES users(id), "order" INTEGER)`;

/** The module of a class that creates two tables and has a call with a piece of SQL, `|` where the cursor is. */
function moduleWith(argument: string): string {
  return `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec(\`${schema}\`);
  }
  read(id) {
    return this.ctx.storage.sql.exec(${argument}).toArray();
  }
}
`;
}

interface Asked {
  readonly project: ReturnType<typeof projectOf>["project"];
  readonly path: ReturnType<typeof toFilePath>;
  readonly offset: number;
  readonly text: string;
}

function ask(source: string, others: Readonly<Record<string, string>> = {}): Asked {
  const offset = source.indexOf("|");
  const text = source.replace("|", "");
  const config = `name = "chat"\nmain = "index.ts"\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n`;
  const { project } = projectOf({ "wrangler.toml": config, "index.ts": text, ...others });
  return { project, path: toFilePath("/w/index.ts"), offset, text };
}

/** What is offered, as `label detail`. */
function offered(source: string, others?: Readonly<Record<string, string>>): readonly string[] {
  const { project, path, offset } = ask(source, others);
  return sqlCompletionsAt(project, path, offset).map(({ label, detail }) => `${label} ${detail}`.trim());
}

function labels(sql: string): readonly string[] {
  return offered(moduleWith(`"${sql}"`)).map((each) => each.split(" ")[0] ?? "");
}

const users = ["id", "name"];

describe("completion in SQL", () => {
  it("offers tables where a table is named", () => {
    for (const sql of [
      "SELECT * FROM |",
      "SELECT * FROM us|",
      "SELECT * FROM main.|",
      "SELECT * FROM posts, |",
      "SELECT * FROM posts p JOIN |",
      "SELECT * FROM (|",
      "INSERT INTO |",
      "INSERT OR REPLACE INTO |",
      "UPDATE |",
      "UPDATE OR IGNORE |",
      "DELETE FROM |",
      "DROP TABLE IF EXISTS |",
      "ALTER TABLE |",
      "CREATE INDEX i ON |",
      "PRAGMA table_info(|",
      "SELECT 1; SELECT * FROM |",
    ])
      assert.deepEqual(labels(sql), ["users", "posts"], sql);
    assert.deepEqual(labels("CREATE TABLE tags (a REFERENCES |"), ["users", "posts", "tags"]);
  });

  it("offers the columns of the tables that the statement names, also of those behind the cursor", () => {
    for (const sql of [
      "SELECT | FROM users",
      "SELECT na| FROM users",
      "SELECT id, | FROM users",
      "SELECT COUNT(|) FROM users",
      "SELECT * FROM users WHERE |",
      "SELECT * FROM users WHERE id = ? AND |",
      "SELECT * FROM users WHERE id = |",
      "SELECT * FROM users ORDER BY id, |",
      "SELECT * FROM posts WHERE author IN (SELECT | FROM users)".replace("posts", "nowhere"),
      "UPDATE users SET |",
      "UPDATE users SET name = ?, |",
      "UPDATE users SET name = ? WHERE |",
      "DELETE FROM users WHERE |",
      "INSERT INTO users (|",
      "INSERT INTO users (id, |) VALUES (?, ?)",
      "INSERT INTO users (id) VALUES (?) ON CONFLICT (|",
      "INSERT INTO users (id) VALUES (?) RETURNING |",
      "CREATE INDEX i ON users (|",
      "CREATE TABLE t (a REFERENCES users (|",
      "SELECT * FROM users UNION SELECT | FROM users",
    ])
      assert.deepEqual(labels(sql), users, sql);
  });

  it("knows aliases, and what a name before a point stands for", () => {
    assert.deepEqual(labels("SELECT u.| FROM users u"), users);
    assert.deepEqual(labels("SELECT u.na| FROM posts p JOIN users AS u ON u.id = p.author"), users);
    assert.deepEqual(labels("SELECT users.| FROM users"), users);
    assert.deepEqual(
      labels("INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.|"),
      users,
    );
    assert.deepEqual(labels("SELECT x.| FROM users u"), []);
  });

  it("says whose a column is where several tables have one of the name", () => {
    assert.deepEqual(labels("SELECT | FROM users u JOIN posts ON author = u.id"), [
      "u.id",
      "name",
      "posts.id",
      "author",
      "order",
      "u",
      "posts",
    ]);
  });

  it("an inner query sees its own tables first, then those around it", () => {
    const sql = "SELECT * FROM users WHERE EXISTS (SELECT 1 FROM posts WHERE |)";
    assert.deepEqual(labels(sql), ["posts.id", "author", "order", "users.id", "name", "posts", "users"]);
  });

  it("before the tables are named, offers the columns of all", () => {
    assert.deepEqual(offered(moduleWith('"SELECT |"')), [
      "id INTEGER · users",
      "name TEXT · users",
      "id INTEGER · posts",
      "author INTEGER · posts",
      "order INTEGER · posts",
    ]);
  });

  it("offers the queries that WITH names", () => {
    assert.deepEqual(labels("WITH recent (a, b) AS (SELECT 1, 2), old AS (SELECT 1) SELECT * FROM |"), [
      "recent",
      "old",
      "users",
      "posts",
    ]);
  });

  it("offers nothing where neither can stand", () => {
    for (const sql of [
      "|",
      "SELECT * |",
      "SELECT id |",
      "SELECT * FROM users |",
      "SELECT * FROM users u|",
      "INSERT INTO users VALUES (|",
      "INSERT INTO users (id) VALUES (?, |",
      "SELECT * FROM users WHERE name = '|'",
      "SELECT * FROM users WHERE name = ''|",
      "SELECT * FROM users LIMIT |",
      "SELECT * FROM users -- where |",
      "SELECT * FROM users WHERE id IN (|",
      "CREATE TABLE |",
      "CREATE TABLE t (|",
      "CREATE TABLE t (a INTEGER, |",
      "SELECT 1; |",
    ])
      assert.deepEqual(labels(sql), [], sql);
  });

  it("works in templates, concatenations, constants and half-typed literals, and writes what is replaced only", () => {
    for (const argument of [
      "`SELECT |\n FROM users WHERE id = ${id}`",
      '"SELECT | " + "FROM users"',
      "'SELECT \\'x\\' , | FROM users'",
    ])
      assert.deepEqual(offered(moduleWith(argument)).length, 2, argument);
    const constant = moduleWith("QUERY").replace("export class", 'const QUERY = "SELECT | FROM users";\nexport class');
    assert.deepEqual(offered(constant), ["id INTEGER · users", "name TEXT · users"]);
    const { project, path, offset, text } = ask(moduleWith("`SELECT na|me FROM users`"));
    const [, name] = sqlCompletionsAt(project, path, offset);
    assert.equal(text.slice(name?.span.start, name?.span.end), "name");
    assert.deepEqual(offered(moduleWith('"SELECT * FROM |').replace(").toArray", "\n).toArray")), [
      "users Room",
      "posts Room",
    ]);
  });

  it("quotes a name that is a keyword without ending the literal", () => {
    const text = (argument: string): string | undefined => {
      const { project, path, offset } = ask(moduleWith(argument));
      return sqlCompletionsAt(project, path, offset).at(-1)?.text;
    };
    assert.equal(text("'SELECT | FROM posts'"), '"order"');
    assert.equal(text('"SELECT | FROM posts"'), "`order`");
  });

  it("knows what ALTER TABLE adds, what a base class and a helper in another module create", () => {
    const altered = moduleWith('"SELECT | FROM users"').replace(
      "read(id)",
      'up() { this.ctx.storage.sql.exec("ALTER TABLE users ADD COLUMN mail TEXT; ALTER TABLE posts RENAME TO entries"); }\n  read(id)',
    );
    assert.deepEqual(offered(altered), ["id INTEGER · users", "name TEXT · users", "mail TEXT · users"]);
    const helper = `import { migrate } from "./migrate";\nimport { DurableObject } from "cloudflare:workers";
class Base extends DurableObject { up() { this.ctx.storage.sql.exec("CREATE TABLE bases (a)"); } }
export class Room extends Base { read() { migrate(this.ctx.storage.sql); return this.ctx.storage.sql.exec("SELECT * FROM |"); } }
export class Other extends DurableObject { up() { this.ctx.storage.sql.exec("CREATE TABLE others (a)"); } }
`;
    const migrate = `export function migrate(sql) { sql.exec("CREATE TABLE helped (a)"); }\n`;
    assert.deepEqual(offered(helper, { "migrate.ts": migrate }), ["bases Base", "helped"]);
  });

  it("a class that creates none is offered those of the others, as it may be handed their storage", () => {
    const store = moduleWith('""').replace(
      "export class Room",
      'class Store { all(sql) { return sql.exec("SELECT * FROM |"); } }\nexport class Room',
    );
    assert.deepEqual(offered(store), ["users Room", "posts Room"]);
  });

  it("is silent where no table is known, and outside of sql.exec", () => {
    assert.deepEqual(offered(moduleWith('"SELECT * FROM |"').replaceAll("CREATE TABLE", "CREATE")), []);
    assert.deepEqual(offered(`${moduleWith('""')}console.log("SELECT * FROM |");`), []);
    assert.deepEqual(offered(`${moduleWith('""')}db.exec("SELECT * FROM |");`), []);
  });
});

describe("hover and definition in SQL", () => {
  const hover = (sql: string): string | undefined => {
    const { project, path, offset } = ask(moduleWith(`"${sql}"`));
    return sqlHoverAt(project, path, offset)?.markdown;
  };
  const target = (sql: string): string | undefined => {
    const { project, path, offset, text } = ask(moduleWith(`"${sql}"`));
    const place = sqlDefinitionAt(project, path, offset)?.to[0];
    const line = text.slice(0, place?.span.start).split("\n").length;
    return place && `${text.slice(place.span.start, place.span.end)}:${line}`;
  };

  it("a table shows the statement that creates it and the class, and leads there", () => {
    assert.equal(
      hover("SELECT * FROM use|rs"),
      "```sql\nCREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)\n```\n\nCreated in the class `Room`",
    );
    assert.equal(target("SELECT * FROM use|rs"), "users:5");
    assert.equal(target("INSERT INTO posts| (id) VALUES (1)"), "posts:6");
    assert.equal(target("SELECT u|.id FROM users u"), "users:5");
    assert.equal(target("SELECT * FROM users u|"), "users:5");
  });

  it("a column shows its definition and leads to it, by alias, list and scope", () => {
    assert.equal(hover("SELECT na|me FROM users"), "```sql\nname TEXT NOT NULL\n```\n\nA column of `users`");
    assert.equal(target("SELECT p.i|d FROM users u JOIN posts p"), "id:6");
    assert.equal(target("SELECT i|d FROM users"), "id:5");
    assert.equal(target("INSERT INTO posts (auth|or) VALUES (1)"), "author:6");
    assert.equal(target("CREATE INDEX i ON posts (auth|or)"), "author:6");
    assert.equal(target("SELECT `ord|er` FROM posts"), '"order":6');
    assert.equal(target("SELECT * FROM users WHERE id IN (SELECT auth|or FROM posts)"), "author:6");
    assert.equal(target("UPDATE users SET na|me = ?"), "name:5");
  });

  it("anything else says nothing", () => {
    for (const sql of [
      "SEL|ECT * FROM users",
      "SELECT 1 AS na|me FROM users",
      "SELECT 'na|me' FROM users",
      "SELECT na|me(id) FROM users",
      "SELECT * FROM unkno|wn",
      "SELECT x.na|me FROM users",
      "CREATE TABLE users (na|me TEXT)",
      "CREATE TABLE us|ers (name TEXT)",
      "SELECT * FROM users WHERE id = ?|",
    ])
      assert.equal(hover(sql), undefined, sql);
  });
});
