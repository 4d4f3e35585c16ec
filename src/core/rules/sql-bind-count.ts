import { t } from "@vscode/l10n";
import { parameterCount, type SqlStatement, type SqlToken } from "../sql/tokens.ts";
import type { Fix, Rule } from "./rule.ts";
import { isArrayBinding } from "./shared/sqlBindings.ts";
import { sqlPlace, sqlUses, type SqlUse } from "./shared/sqlUses.ts";

export const sqlBindCount: Rule = {
  id: "sql-bind-count",
  severity: "error",
  stage: "run",
  summary: "More or fewer values than the SQL has placeholders",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      const last = use.statements.at(-1);
      if (!use.isConstant || last === undefined) continue;
      const early = use.statements.slice(0, -1).find(({ tokens }) => parameterCount(tokens) > 0);
      const parameter = early?.tokens.find(({ kind }) => kind === "parameter");
      if (parameter !== undefined) {
        const message = t(
          "Only the last of several statements can have placeholders, so this fails when it runs; call `exec` once for each statement.",
        );
        yield { at: sqlPlace(use, parameter), message };
        continue;
      }
      const wanted = parameterCount(last.tokens);
      const given = use.call.bindings.length;
      if (use.call.hasSpread || wanted === given || isArrayBinding(use.call, wanted)) continue;
      const message = t(
        "The placeholders of the SQL take {0} values, but {1} are given, so this fails when it runs; make the two numbers equal.",
        wanted,
        given,
      );
      yield { at: { path: use.module.path, span: spanOf(use, last) }, message, fixes: fixes(use, last, wanted) };
    }
  },
};

/** The values, or the last statement where there are none. */
function spanOf(use: SqlUse, last: SqlStatement) {
  const [first] = use.call.bindings;
  const end = use.call.bindings.at(-1)?.end;
  if (first === undefined || end === undefined) return use.text.spanOf(last);
  return { start: first.getStart(use.module.ast), end };
}

function fixes(use: SqlUse, last: SqlStatement, wanted: number): readonly Fix[] {
  return [...valuesFix(use, last), ...dropFix(use, wanted)];
}

/** One `?` for each column of an `INSERT INTO t (a, b) VALUES (?)`, where as many values are given. */
function valuesFix(use: SqlUse, last: SqlStatement): readonly Fix[] {
  const { tokens } = last;
  const given = use.call.bindings.length;
  const values = tokens.findIndex(({ upper }) => upper === "VALUES");
  if (last.head !== "INSERT" || values < 0) return [];
  const list = parenthesised(tokens, values + 1);
  const columns = parenthesised(
    tokens,
    tokens.findIndex(({ text }) => text === "("),
  );
  if (list === undefined || columns === undefined || columns.at(-1) === list.at(-1)) return [];
  const [open, ...inner] = list;
  const close = inner.pop();
  const isPlain = inner.every(({ text }) => text === "?" || text === ",");
  const count = columns.filter(({ text }) => text === ",").length + 1;
  if (open === undefined || close === undefined || !isPlain || count !== given) return [];
  const span = use.text.spanOf({ start: open.end, end: close.start });
  const edits = [{ span, newText: Array.from({ length: count }, () => "?").join(", ") }];
  const title = t("Write {0} placeholders", count);
  return [{ title, changes: [{ kind: "text", path: use.module.path, edits }] }];
}

/** A list in parentheses, without nested ones. */
function parenthesised(tokens: readonly SqlToken[], start: number): readonly SqlToken[] | undefined {
  if (tokens[start]?.text !== "(") return undefined;
  const end = tokens.findIndex(({ text }, index) => index > start && (text === ")" || text === "("));
  return tokens[end]?.text === ")" ? tokens.slice(start, end + 1) : undefined;
}

function dropFix({ call, module }: SqlUse, wanted: number): readonly Fix[] {
  const { bindings } = call;
  const first = bindings[wanted];
  const last = bindings.at(-1);
  if (first === undefined || last === undefined) return [];
  const before = wanted === 0 ? call.argument : bindings[wanted - 1];
  const span = { start: before?.end ?? first.pos, end: last.end };
  const title = t("Remove the values that no placeholder takes");
  return [{ title, changes: [{ kind: "text", path: module.path, edits: [{ span, newText: "" }] }] }];
}
