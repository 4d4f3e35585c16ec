import type { Database, SqlJs } from "sql.js";
import type { SqlParser, SqlRefusal } from "../../core/ports.ts";
import { nameOf, tokenize, type SqlToken } from "../../core/sql/tokens.ts";

/** So many schemas are kept ready; a project has one for each class. */
const maxDatabases = 16;

/** SQLite's own parser, of sql.js: statements are prepared, never run. */
export class SqliteParser implements SqlParser {
  readonly #sqlite: SqlJs;
  /** A database for each schema that was asked about; undefined for a schema that SQLite does not take. */
  readonly #databases = new Map<string, Database | undefined>();
  readonly #answers = new Map<string, SqlRefusal | undefined>();

  constructor(sqlite: SqlJs) {
    this.#sqlite = sqlite;
  }

  refusal(statement: string, schema: readonly string[]): SqlRefusal | undefined {
    const key = `${schema.join(";\n")}\0${statement}`;
    if (this.#answers.has(key)) return this.#answers.get(key);
    const answer = this.#ask(statement, schema);
    if (this.#answers.size > 2000) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }

  #ask(statement: string, schema: readonly string[]): SqlRefusal | undefined {
    const database = this.#databaseOf(schema);
    const message = database && messageOf(database, statement);
    if (database === undefined || message === undefined) return undefined;
    const tokens = tokenize(statement);
    return refusalOf(message, tokens, (end) => messageOf(database, statement.slice(0, end)) === message);
  }

  #databaseOf(schema: readonly string[]): Database | undefined {
    const key = schema.join(";\n");
    if (this.#databases.has(key)) return this.#databases.get(key);
    if (this.#databases.size >= maxDatabases) this.#forget();
    const made = this.#make(schema);
    this.#databases.set(key, made);
    return made;
  }

  #make(schema: readonly string[]): Database | undefined {
    const database = new this.#sqlite.Database();
    try {
      for (const statement of schema) database.run(statement);
      return database;
    } catch {
      database.close();
      return undefined;
    }
  }

  #forget(): void {
    for (const database of this.#databases.values()) database?.close();
    this.#databases.clear();
  }
}

/** What SQLite says of a statement that it refuses; undefined for one that it takes. */
function messageOf(database: Database, statement: string): string | undefined {
  try {
    database.prepare(statement).free();
    return undefined;
  } catch (error) {
    // An empty text is refused with undefined.
    return error instanceof Error ? error.message : undefined;
  }
}

/** sql.js does not tell where; the message tells the token, and the shortest beginning that is refused so ends with it. */
function refusalOf(message: string, tokens: readonly SqlToken[], isSame: (end: number) => boolean): SqlRefusal {
  const near = /^near "([\s\S]*)": syntax error$/.exec(message)?.[1];
  const last = tokens.at(-1) ?? { start: 0, end: 0 };
  if (near !== undefined) {
    const place =
      tokens.find((each) => each.text === near && isSame(each.end)) ?? tokens.find((each) => each.text === near);
    return { kind: "syntax", message, name: "", span: spanOf(place ?? last) };
  }
  const unread = /^unrecognized token: "([\s\S]*)"$/.exec(message)?.[1];
  if (unread !== undefined) {
    const place = tokens.find((each) => each.text.startsWith(unread) || unread.startsWith(each.text));
    return { kind: "syntax", message, name: "", span: spanOf(place ?? last) };
  }
  if (message === "incomplete input") return { kind: "syntax", message, name: "", span: spanOf(last) };
  return named(message, tokens);
}

function named(message: string, tokens: readonly SqlToken[]): SqlRefusal {
  const table = /^no such table: (.*)$/.exec(message)?.[1];
  const column = /^(?:no such column: |table .* has no column named )(.*)$/.exec(message)?.[1];
  const name = (table ?? column)?.split(" - ")[0]?.split(".").at(-1);
  const place = tokens.findLast((each) => nameOf(each)?.toLowerCase() === name?.toLowerCase());
  const all = { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  if (name === undefined || place === undefined) return { kind: "other", message, name: "", span: all };
  return { kind: table === undefined ? "unknownColumn" : "unknownTable", message, name, span: spanOf(place) };
}

function spanOf({ start, end }: Pick<SqlToken, "start" | "end">): SqlRefusal["span"] {
  return { start, end };
}
