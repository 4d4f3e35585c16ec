import { t } from "@vscode/l10n";
import type { SqlStatement, SqlToken } from "../sql/tokens.ts";
import { missingFunctions, refusedFunctions } from "../sql/workerd.ts";
import type { Rule } from "./rule.ts";
import { sqlPlace, sqlUses } from "./shared/sqlUses.ts";

export const sqlFunctionNotAllowed: Rule = {
  id: "sql-function-not-allowed",
  severity: "warning",
  stage: "run",
  summary: "An SQL function that Durable Objects do not have",
  fix: "none",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      for (const statement of use.statements) {
        for (const token of functionsOf(statement)) {
          const name = token.text.toLowerCase();
          const isRefused = refusedFunctions.has(name);
          if (!isRefused && !missingFunctions.has(name)) continue;
          const message = isRefused
            ? t("Durable Objects refuse the function `{0}`, so this fails when it runs.", name)
            : t("SQLite in Durable Objects has no function `{0}`, so this fails when it runs.", name);
          yield { at: sqlPlace(use, token), message };
        }
      }
    }
  },
};

const heads: ReadonlySet<string> = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]);

/** Names that are called; not those of tables, columns lists and common table expressions. */
function functionsOf(statement: SqlStatement): readonly SqlToken[] {
  if (!heads.has(statement.head)) return [];
  const { tokens } = statement;
  const isCte = (name: string) =>
    statement.head === "WITH" &&
    tokens.some(({ text }) => text.toLowerCase() === name.toLowerCase() && isCteName(tokens, text));
  return tokens.filter((token, index) => {
    if (token.kind !== "word" || tokens[index + 1]?.text !== "(") return false;
    const before = tokens[index - 1]?.upper ?? "";
    return !["INTO", "FROM", "JOIN", "TABLE", "WITH", "RECURSIVE", "AS", "."].includes(before) && !isCte(token.text);
  });
}

/** `name (a, b) AS (`. */
function isCteName(tokens: readonly SqlToken[], name: string): boolean {
  const at = tokens.findIndex(({ text }) => text === name);
  const close = tokens.findIndex(({ text }, index) => index > at && text === ")");
  return tokens[close + 1]?.upper === "AS" && tokens[close + 2]?.text === "(";
}
