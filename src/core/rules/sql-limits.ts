import { t } from "@vscode/l10n";
import { parameterCount, type SqlStatement, type SqlToken } from "../sql/tokens.ts";
import { sqlLimits } from "../sql/workerd.ts";
import type { Span } from "../text/span.ts";
import type { Rule } from "./rule.ts";
import { sqlPlace, sqlUses, statementText } from "./shared/sqlUses.ts";

export const sqlLimitsRule: Rule = {
  id: "sql-limits",
  severity: "error",
  stage: "run",
  summary: "SQL beyond the limits of Durable Objects",
  fix: "none",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      if (!use.isConstant) continue;
      for (const statement of use.statements) {
        const found = excess(statement, statementText(use, statement));
        if (found !== undefined) yield { at: sqlPlace(use, found.span), message: found.message };
      }
    }
  },
};

interface Excess {
  readonly span: Span;
  readonly message: string;
}

function excess(statement: SqlStatement, text: string): Excess | undefined {
  const { tokens } = statement;
  const [head = statement] = tokens;
  // A character has three bytes at most for each of its UTF-16 units.
  const length = text.length * 3 > sqlLimits.length ? bytesOf(text) : 0;
  if (length > sqlLimits.length) {
    return {
      span: head,
      message: t("The statement has {0} bytes, but at most {1} are taken.", length, sqlLimits.length),
    };
  }
  const isLong = tokens.length > Math.min(sqlLimits.parameters, sqlLimits.columns);
  const parameters = isLong ? parameterCount(tokens) : 0;
  if (parameters > sqlLimits.parameters) {
    return {
      span: head,
      message: t("The statement has {0} placeholders, but at most {1} are taken.", parameters, sqlLimits.parameters),
    };
  }
  const columns = isLong ? columnsOf(statement) : 0;
  if (columns > sqlLimits.columns) {
    return {
      span: head,
      message: t("The table has {0} columns, but at most {1} are taken.", columns, sqlLimits.columns),
    };
  }
  return longPattern(tokens) ?? manyTerms(statement);
}

/** The definitions between the outer parentheses of CREATE TABLE, constraints aside. */
function columnsOf(statement: SqlStatement): number {
  const { tokens } = statement;
  const isTable = statement.head === "CREATE" && tokens[1]?.upper === "TABLE";
  if (!isTable) return 0;
  let depth = 0;
  let count = 0;
  for (const [index, { text }] of tokens.entries()) {
    if (text === "(") depth++;
    else if (text === ")") depth--;
    const isStart = depth === 1 && (text === "(" || text === ",");
    const next = tokens[index + 1]?.upper ?? "";
    if (isStart && !["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"].includes(next)) count++;
  }
  return count;
}

function longPattern(tokens: readonly SqlToken[]): Excess | undefined {
  const pattern = tokens.find(
    ({ kind, text }, index) =>
      kind === "string" &&
      /^(like|glob)$/i.test(tokens[index - 1]?.text ?? "") &&
      bytesOf(text.slice(1, -1).replaceAll("''", "'")) > sqlLimits.pattern,
  );
  if (pattern === undefined) return undefined;
  const message = t("The pattern has more than {0} bytes, so the statement fails when it runs.", sqlLimits.pattern);
  return { span: pattern, message };
}

/** SELECTs that are joined at one level; rows of VALUES are not counted, as SQLite does not. */
function manyTerms({ tokens }: SqlStatement): Excess | undefined {
  const terms = [1];
  for (const token of tokens) {
    if (token.text === "(") terms.push(1);
    else if (token.text === ")") terms.pop();
    else if (/^(union|intersect|except)$/i.test(token.text)) {
      const count = (terms.pop() ?? 0) + 1;
      terms.push(count);
      if (count > sqlLimits.terms) {
        const message = t(
          "More than {0} SELECTs are joined here, so the statement fails when it runs.",
          sqlLimits.terms,
        );
        return { span: token, message };
      }
    }
  }
  return undefined;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
