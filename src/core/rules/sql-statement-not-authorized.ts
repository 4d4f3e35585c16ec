import { t } from "@vscode/l10n";
import { nameOf, type SqlStatement, type SqlToken } from "../sql/tokens.ts";
import type { Finding, Rule } from "./rule.ts";
import { sqlPlace, sqlUses } from "./shared/sqlUses.ts";

export const sqlStatementNotAuthorized: Rule = {
  id: "sql-statement-not-authorized",
  severity: "error",
  stage: "run",
  summary: "An SQL statement that Durable Objects refuse",
  fix: "none",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      for (const statement of use.statements) {
        const refused = refusedIn(statement);
        if (refused === undefined) continue;
        yield { at: sqlPlace(use, refused.token), message: refused.message } satisfies Finding;
      }
    }
  },
};

interface Refused {
  readonly token: SqlToken;
  readonly message: string;
}

function refusedIn(statement: SqlStatement): Refused | undefined {
  const { tokens } = statement;
  const [token] = tokens;
  const head = statement.head;
  if (token === undefined) return undefined;
  if (head === "ATTACH" || head === "DETACH") {
    return { token, message: t("`{0}` fails when it runs: a Durable Object has one database only.", head) };
  }
  if (head === "VACUUM") {
    return { token, message: t("`VACUUM` fails when it runs, as every statement runs within a transaction.") };
  }
  return refusedName(head, tokens);
}

const kinds: ReadonlySet<string> = new Set(["TABLE", "VIEW", "INDEX", "TRIGGER"]);

/** Temporary things, and names that are kept for the platform and for SQLite. */
function refusedName(head: string, tokens: readonly SqlToken[]): Refused | undefined {
  const operator = tokens.find((each, index) => isRegexp(each) && tokens[index + 1]?.text !== "(");
  if (operator !== undefined) {
    return {
      token: operator,
      message: t("`REGEXP` fails when it runs: there is no such function in Durable Objects."),
    };
  }
  if (head !== "CREATE" && head !== "ALTER") return undefined;
  const temporary = tokens[1];
  if (temporary !== undefined && /^temp(orary)?$/i.test(temporary.text)) {
    return {
      token: temporary,
      message: t("Temporary tables are refused when they are created; create a plain table."),
    };
  }
  const named = head === "CREATE" ? createdName(tokens) : renamedTo(tokens);
  const name = named && nameOf(named)?.toLowerCase();
  if (named === undefined || name === undefined) return undefined;
  if (name.startsWith("_cf_")) {
    return {
      token: named,
      message: t("Names that begin with `_cf_` are kept for the platform, so this fails when it runs."),
    };
  }
  if (!name.startsWith("sqlite_")) return undefined;
  return {
    token: named,
    message: t("Names that begin with `sqlite_` are kept for SQLite, so this fails when it runs."),
  };
}

function isRegexp({ kind, upper }: SqlToken): boolean {
  return kind === "word" && upper === "REGEXP";
}

/** The name behind `CREATE [UNIQUE] TABLE [IF NOT EXISTS]`, in this schema. */
function createdName(tokens: readonly SqlToken[]): SqlToken | undefined {
  const kind = tokens.findIndex((each, index) => index < 4 && kinds.has(each.upper));
  if (kind < 0) return undefined;
  const hasCondition = tokens[kind + 1]?.upper === "IF";
  const at = kind + (hasCondition ? 4 : 1);
  return tokens[at + 1]?.text === "." ? tokens[at + 2] : tokens[at];
}

function renamedTo(tokens: readonly SqlToken[]): SqlToken | undefined {
  const at = tokens.findIndex(({ upper }) => upper === "RENAME");
  return at >= 0 && tokens[at + 1]?.upper === "TO" ? tokens[at + 2] : undefined;
}
