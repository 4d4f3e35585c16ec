import { t } from "@vscode/l10n";
import { readPlain } from "../sql/plain.ts";
import type { SqlRefusal } from "../ports.ts";
import type { Rule } from "./rule.ts";
import { sqlPlace, sqlUses, statementText, type SqlUse } from "./shared/sqlUses.ts";
import type { Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";

export const sqlSyntax: Rule = {
  id: "sql-syntax",
  severity: "error",
  stage: "run",
  summary: "SQL that SQLite cannot read",
  fix: "none",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      if (!use.isConstant) continue;
      const found = emptyPart(use) ?? mistake(worker, use);
      if (found !== undefined) yield { at: sqlPlace(use, found.span), message: found.message };
    }
  },
};

interface Found {
  readonly span: Span;
  readonly message: string;
}

/** No statement at all, or a comment behind the last semicolon, which workerd takes for a statement without text. */
function emptyPart({ statements, text: { value }, tokens }: SqlUse): Found | undefined {
  const last = tokens.at(-1);
  if (statements.length === 0) {
    return {
      span: { start: 0, end: value.length },
      message: t("There is no SQL statement here, so this fails when it runs."),
    };
  }
  if (last === undefined || last.text !== ";") return undefined;
  const rest = value.slice(last.end);
  if (rest.trim() === "") return undefined;
  const start = last.end + rest.length - rest.trimStart().length;
  const message = t(
    "The comment behind the last semicolon is taken for a statement, so this fails when it runs with “SQL code did not contain a statement”; put it before the statement.",
  );
  return { span: { start, end: last.end + rest.trimEnd().length }, message };
}

function mistake(worker: Worker, use: SqlUse): Found | undefined {
  for (const statement of use.statements) {
    if (readPlain(statement.tokens) !== undefined) continue;
    const refusal = worker.sql?.refusal(statementText(use, statement), []);
    if (refusal === undefined || !isSyntax(refusal) || isLimit(refusal, statement.head)) continue;
    const span = { start: statement.start + refusal.span.start, end: statement.start + refusal.span.end };
    return { span, message: t("SQLite cannot read this, so it fails when it runs: {0}.", refusal.message) };
  }
  return undefined;
}

function isSyntax({ kind }: SqlRefusal): boolean {
  return kind === "syntax";
}

/** workerd's SQLite takes LIMIT and ORDER BY in UPDATE and DELETE; the one here is built without. */
function isLimit({ message }: SqlRefusal, head: string): boolean {
  return (head === "UPDATE" || head === "DELETE" || head === "WITH") && /near "(limit|order)"/i.test(message);
}
