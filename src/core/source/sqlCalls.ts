import ts from "typescript";
import { remember } from "../remember.ts";
import { enclosingClass } from "./enclosing.ts";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess } from "./moduleIndex.ts";
import { sqlTextOf, type SqlText } from "./sqlText.ts";
import { innermost } from "./syntax.ts";

/** A call of `….sql.exec(…)`. */
export interface SqlCall {
  readonly node: ts.CallExpression;
  /** The first argument. */
  readonly argument: ts.Expression;
  /** What it says; undefined where nothing of it is written down. */
  readonly text: SqlText | undefined;
  /** The other arguments. */
  readonly bindings: readonly ts.Expression[];
  /** Whether one of them is spread, so that their number is not known. */
  readonly hasSpread: boolean;
  readonly inClass: ts.ClassLikeDeclaration | undefined;
}

const known = new WeakMap<ts.SourceFile, readonly SqlCall[]>();

/** Every call of `exec` on something called `sql` (`this.ctx.storage.sql`, `this.sql`, `sql`), in the order of the text. */
export function sqlCalls(module: Pick<SourceModule, "ast" | "text">): readonly SqlCall[] {
  return remember(known, module.ast, () => find(module));
}

/** Whether an expression is a Durable Object's SQL interface, by its name: no other library calls `exec` on a `sql`. */
export function isSql(expression: ts.Expression): boolean {
  const node = innermost(expression);
  const name = ts.isIdentifier(node) ? node.text : isNamedAccess(node) ? accessedName(node) : undefined;
  return name !== undefined && sqlNames.has(name);
}

const sqlNames: ReadonlySet<string> = new Set(["sql", "#sql", "_sql"]);

function find(module: Pick<SourceModule, "ast" | "text">): readonly SqlCall[] {
  if (!module.text.includes("exec")) return [];
  return (indexOf(module).calls.get("exec") ?? []).flatMap((node) => {
    const [argument, ...bindings] = node.arguments;
    const access = node.expression;
    if (argument === undefined || !isNamedAccess(access) || !isSql(access.expression)) return [];
    if (ts.isSpreadElement(argument)) return [];
    const hasSpread = bindings.some((each) => ts.isSpreadElement(each));
    return [{ node, argument, text: sqlTextOf(argument), bindings, hasSpread, inClass: enclosingClass(node) }];
  });
}
