import { t } from "@vscode/l10n";
import { allowedPragmas } from "../sql/workerd.ts";
import { nameOf, type SqlStatement, type SqlToken } from "../sql/tokens.ts";
import { textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { sqlPlace, sqlUses, type SqlUse } from "./shared/sqlUses.ts";

export const sqlPragmaNotAuthorized: Rule = {
  id: "sql-pragma-not-authorized",
  severity: "error",
  stage: "run",
  summary: "A PRAGMA that Durable Objects do not have",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      for (const statement of use.statements) {
        const pragma = pragmaOf(statement);
        const name =
          pragma &&
          nameOf(pragma)
            ?.toLowerCase()
            .replace(/^pragma_/, "");
        if (pragma === undefined || name === undefined || allowedPragmas.has(name)) continue;
        const message = t(
          "`PRAGMA {0}` fails when it runs with “not authorized”: only a few pragmas are allowed in Durable Objects.",
          name,
        );
        yield { at: sqlPlace(use, pragma), message, fixes: name === "user_version" ? versionFix(use, statement) : [] };
      }
    }
  },
};

/** The name behind PRAGMA (and a schema), or the table-valued function that reads one. */
function pragmaOf(statement: SqlStatement): SqlToken | undefined {
  const { tokens } = statement;
  if (statement.head === "PRAGMA") {
    const at = tokens.findIndex(({ upper }) => upper === "PRAGMA") + 1;
    return tokens[at + 1]?.text === "." ? tokens[at + 2] : tokens[at];
  }
  return tokens.find(
    (each, index) => /^pragma_\w+$/i.test(each.text) && /^(from|join)$/i.test(tokens[index - 1]?.text ?? ""),
  );
}

const table = "_sql_schema_migrations";
const create = `CREATE TABLE IF NOT EXISTS ${table} (version INTEGER PRIMARY KEY)`;

/** The table that Cloudflare's page recommends in place of the pragma, under the same column name when it is read. */
function versionFix(use: SqlUse, statement: SqlStatement): readonly Fix[] {
  const { call, isConstant, module, statements } = use;
  if (!isConstant || statements.length > 1 || statement.head !== "PRAGMA" || call.bindings.length > 0) return [];
  const value = /=\s*(\d+)|\(\s*(\d+)\s*\)/.exec(use.text.value);
  const version = value?.[1] ?? value?.[2];
  const sql =
    version === undefined
      ? `SELECT COALESCE(MAX(version), 0) AS user_version FROM ${table}`
      : `INSERT OR IGNORE INTO ${table} (version) VALUES (${version})`;
  const quote = textOf(module, call.argument).slice(0, 1);
  const span = { start: call.argument.getStart(module.ast), end: call.argument.end };
  const edits = [{ span, newText: `${quote}${create}; ${sql}${quote}` }];
  return [{ title: t("Keep the version in a table"), changes: [{ kind: "text", path: module.path, edits }] }];
}
