import ts from "typescript";
import { lineage } from "../../source/classes.ts";
import { nodesIn } from "../../source/enclosing.ts";
import type { ClassDeclaration } from "../../source/model.ts";
import { moduleAt } from "../../source/moduleAt.ts";
import { indexOf, isNamedAccess, nameNode, type NamedAccess } from "../../source/moduleIndex.ts";
import { isStorage } from "../../source/storageCalls.ts";
import { spanOf } from "../../source/syntax.ts";
import type { Place } from "../../text/span.ts";
import type { Worker } from "../../worker.ts";
import { localClasses } from "./bindings.ts";
import { readContainerLinks } from "./containerLinks.ts";
import { durableObjectClasses, type DurableObjectClass } from "./durableObjectClasses.ts";

/** A use of storage that only SQLite storage has. */
export interface SqliteUse {
  readonly api: "sql" | "kv";
  readonly place: Place;
  /** Whether the code catches what it throws, and so may do something else then. */
  readonly isCaught: boolean;
}

/** A class with key-value storage whose code needs SQLite storage, and where it does first: where nothing catches it, if there is such a place. */
export interface MistakenClass {
  readonly found: DurableObjectClass;
  readonly use: SqliteUse;
}

/** The classes whose code fails on the key-value storage they have. */
export function mistakenClasses(worker: Worker): readonly MistakenClass[] {
  return durableObjectClasses(worker).flatMap((found) => {
    const { lifecycle, declaration } = found;
    if (lifecycle?.storage !== "kv" || lifecycle.state !== "live" || isSucceeded(worker, found)) return [];
    const uses = sqliteUses(worker, declaration);
    const use = uses.find(({ isCaught }) => !isCaught) ?? uses[0];
    return use === undefined ? [] : [{ found, use }];
  });
}

/**
 * Whether another rule says of a class with key-value storage that it needs SQLite storage: it runs a container, or its
 * code fails where nothing catches it. Then nothing has to be said about key-value storage as such.
 */
export function isMistakenlyKeyValue(worker: Worker, className: string): boolean {
  const links = readContainerLinks(worker);
  const hasContainer = links?.containers.some(
    ({ link, claims }) =>
      link.className?.value === className || claims.some(({ entry }) => entry.className === className),
  );
  return (
    hasContainer === true || mistakenClasses(worker).some(({ found, use }) => found.name === className && !use.isCaught)
  );
}

/**
 * Whether a class is kept for its old objects only: nothing is bound to it any more, and a class with SQLite storage
 * extends it, for which its code was written.
 */
function isSucceeded(worker: Worker, { declaration, lifecycle }: DurableObjectClass): boolean {
  if (lifecycle === undefined || localClasses(worker.environment).has(lifecycle.name)) return false;
  return durableObjectClasses(worker).some(
    (other) => other.lifecycle?.storage === "sqlite" && lineage(other.declaration).includes(declaration),
  );
}

/** The calls of `….storage.sql.x()` and `….storage.kv.x()` in a class; reading the property alone does not fail. */
function sqliteUses({ entry }: Worker, declaration: ClassDeclaration): readonly SqliteUse[] {
  const module = entry.kind === "module" ? moduleAt(entry.modules, declaration.path) : undefined;
  if (module === undefined) return [];
  const { accesses } = indexOf(module);
  return (["sql", "kv"] as const).flatMap((api) =>
    nodesIn(accesses.get(api), declaration.node)
      .filter((node) => isCalledStorage(node) && !isAskedFor(node))
      .map((node) => ({
        api,
        place: { path: module.path, span: spanOf(nameNode(node), module.ast) },
        isCaught: isCaught(node),
      })),
  );
}

function isCalledStorage(node: NamedAccess): boolean {
  const { parent } = node;
  const isCalled = isNamedAccess(parent) && parent.expression === node && ts.isCallExpression(parent.parent);
  return isCalled && isStorage(node.expression);
}

/** Whether it is run only if a condition holds that speaks of SQL or of its kind of storage: `if (this.isSqlite)`. */
function isAskedFor(node: ts.Node): boolean {
  for (let each = node; !ts.isClassElement(each) && !ts.isSourceFile(each); each = each.parent) {
    const condition = conditionOf(each);
    if (condition !== undefined && /sql|\bkv\b/i.test(condition.getText())) return true;
  }
  return false;
}

/** The condition of the `if`, `?:`, `&&` or `||` that a node is a branch of. */
function conditionOf(node: ts.Node): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node ? undefined : parent.expression;
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : parent.condition;
  const isShort =
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return isShort ? parent.left : undefined;
}

/** Whether it stands in a `try` whose `catch` does not throw again. */
function isCaught(node: ts.Node): boolean {
  for (let each = node; !ts.isClassElement(each) && !ts.isSourceFile(each); each = each.parent) {
    const { parent } = each;
    if (!ts.isTryStatement(parent) || parent.tryBlock !== each || parent.catchClause === undefined) continue;
    if (!parent.catchClause.block.statements.some((statement) => ts.isThrowStatement(statement))) return true;
  }
  return false;
}
