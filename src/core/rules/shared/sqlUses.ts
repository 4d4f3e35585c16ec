import { remember } from "../../remember.ts";
import type { SourceModule } from "../../source/model.ts";
import { sqlCalls, type SqlCall } from "../../source/sqlCalls.ts";
import { isConstant, type SqlText } from "../../source/sqlText.ts";
import { statementsOf, tokenize, type SqlStatement, type SqlToken } from "../../sql/tokens.ts";
import type { Place, Span } from "../../text/span.ts";
import { TextCache } from "../../text/textCache.ts";
import type { Worker } from "../../worker.ts";
import { modulesOf } from "./code.ts";

/** A call of `sql.exec` whose text is written down, at least in part. */
export interface SqlUse {
  readonly module: SourceModule;
  readonly call: SqlCall;
  readonly text: SqlText;
  /** Whether the whole text is known. */
  readonly isConstant: boolean;
  readonly tokens: readonly SqlToken[];
  readonly statements: readonly SqlStatement[];
}

const known = new WeakMap<SourceModule["ast"], readonly SqlUse[]>();

/** Every such call in the modules of a Worker. */
export function sqlUses(worker: Worker): readonly SqlUse[] {
  return modulesOf(worker).flatMap(usesIn);
}

/** Every such call in a module. */
export function usesIn(module: SourceModule): readonly SqlUse[] {
  return remember(known, module.ast, () => sqlCalls(module).flatMap((call) => read(module, call) ?? []));
}

/** The place of a piece of the SQL in its module. */
export function sqlPlace({ module, text }: SqlUse, span: Span): Place {
  return { path: module.path, span: text.spanOf(span) };
}

/** The text of a statement. */
export function statementText({ text }: SqlUse, { start, end }: Span): string {
  return text.value.slice(start, end);
}

function read(module: SourceModule, call: SqlCall): SqlUse | undefined {
  const { text } = call;
  return text && { module, call, text, isConstant: isConstant(text), ...parts.get(text.value) };
}

type Parts = Pick<SqlUse, "tokens" | "statements">;

const parts = new TextCache(split);

function split(sql: string): Parts {
  const tokens = tokenize(sql);
  return { tokens, statements: statementsOf(tokens) };
}
