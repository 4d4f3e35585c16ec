import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingStatement } from "../source/enclosing.ts";
import { isNamedAccess } from "../source/moduleIndex.ts";
import { descendants } from "../source/syntax.ts";
import { insertAt } from "../text/edits.ts";
import { textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { sqlPlace, sqlUses, type SqlUse } from "./shared/sqlUses.ts";

const heads: ReadonlySet<string> = new Set(["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"]);

export const sqlTransactionStatement: Rule = {
  id: "sql-transaction-statement",
  severity: "error",
  stage: "run",
  summary: "A transaction begun or ended by an SQL statement",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    const uses = sqlUses(worker);
    for (const use of uses) {
      for (const statement of use.statements) {
        const [first] = statement.tokens;
        const head = statement.head;
        if (first === undefined || !heads.has(head)) continue;
        const message = t(
          "`{0}` is refused when it runs; use `storage.transactionSync(() => …)`, which rolls back when its function throws.",
          head,
        );
        yield { at: sqlPlace(use, first), message, fixes: wrapFix(uses, use) };
      }
    }
  },
};

/** From `BEGIN` to the `COMMIT` beside it, where nothing in between leaves the function or waits. */
function wrapFix(uses: readonly SqlUse[], begin: SqlUse): readonly Fix[] {
  const { module } = begin;
  const first = statementOf(begin);
  if (first === undefined || headOfUse(begin) !== "BEGIN" || !ts.isBlock(first.parent)) return [];
  const { statements } = first.parent;
  const rest = statements.slice(statements.indexOf(first) + 1);
  const ends = uses.filter((each) => ["COMMIT", "END"].includes(headOfUse(each)));
  const last = rest.find((each) => ends.some((use) => statementOf(use) === each));
  const storage = storageText(begin);
  if (last === undefined || storage === undefined) return [];
  if (rest.slice(0, rest.indexOf(last)).some(cannotMove)) return [];
  const edits = [
    { span: { start: first.getStart(module.ast), end: first.end }, newText: `${storage}.transactionSync(() => {` },
    ...lineStarts(module.text, first.end, last.getStart(module.ast)).map((start) => insertAt(start, "  ")),
    { span: { start: last.getStart(module.ast), end: last.end }, newText: "});" },
  ];
  return [{ title: t("Wrap in `transactionSync`"), changes: [{ kind: "text", path: module.path, edits }] }];
}

/** Where the lines between two offsets begin, the last one left out, and lines of a template that spans several with it. */
function lineStarts(text: string, start: number, end: number): readonly number[] {
  const between = text.slice(start, end);
  if (between.includes("`")) return [];
  const starts = [...between.matchAll(/\n(?=.*\S)/g)].map(({ index }) => start + index + 1);
  return starts.filter((each) => each < text.lastIndexOf("\n", end));
}

function headOfUse({ statements }: SqlUse): string {
  const [only] = statements;
  return only === undefined || statements.length > 1 ? "" : only.head;
}

/** The statement that is nothing but the call. */
function statementOf({ call: { node } }: SqlUse): ts.Statement | undefined {
  const statement = enclosingStatement(node);
  return statement && ts.isExpressionStatement(statement) && statement.expression === node ? statement : undefined;
}

/** `this.ctx.storage` of `this.ctx.storage.sql.exec`. */
function storageText({ call: { node }, module }: SqlUse): string | undefined {
  const sql = isNamedAccess(node.expression) ? node.expression.expression : undefined;
  return sql !== undefined && isNamedAccess(sql) && textOf(module, sql.expression).endsWith("storage")
    ? textOf(module, sql.expression)
    : undefined;
}

function cannotMove(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return true;
  for (const each of descendants(statement)) {
    if (ts.isAwaitExpression(each) || ts.isReturnStatement(each) || ts.isYieldExpression(each)) return true;
  }
  return false;
}
