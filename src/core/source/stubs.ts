import ts from "typescript";
import { remember } from "../remember.ts";
import { envUses } from "./envUse.ts";
import { constantOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "./moduleIndex.ts";
import { innermost } from "./syntax.ts";

/** A call of a method on what is certainly a stub, if the name it comes from is a Durable Object binding's. */
export interface StubCall {
  /** The binding: `ROOM` of `env.ROOM.getByName(…)`. */
  readonly binding: string;
  /** `env.ROOM.getByName(…)` or `env.ROOM.get(…)`, where the stub is made. */
  readonly made: ts.CallExpression;
  readonly method: string;
  /** The access that is called: `stub.hello`. */
  readonly access: NamedAccess;
  readonly node: ts.CallExpression;
}

const known = new WeakMap<ts.SourceFile, readonly StubCall[]>();

/**
 * Calls of methods directly on `env.X.get(…)` and `env.X.getByName(…)` and on constants that hold one, in the order of
 * the text of each. Whether X is a binding of a Durable Object is for the caller to ask: KV has a `get` too.
 */
export function stubCalls(module: SourceModule): readonly StubCall[] {
  return remember(known, module.ast, () => find(module));
}

function find(module: SourceModule): readonly StubCall[] {
  const made = envUses(module).filter(({ method }) => method === "get" || method === "getByName");
  const found: StubCall[] = [];
  const held = new Map<ts.Expression, { readonly binding: string; readonly made: ts.CallExpression }>();
  const names = new Set<string>();
  for (const { call, name } of made) {
    if (call === undefined) continue;
    const outer = outermost(call);
    const access = outer.parent;
    if (isNamedAccess(access) && access.expression === outer) {
      found.push(...calledOn(access, { binding: name, made: call }));
    } else if (ts.isVariableDeclaration(access) && ts.isIdentifier(access.name)) {
      held.set(call, { binding: name, made: call });
      names.add(access.name.text);
    }
  }
  if (held.size === 0) return found;
  // Each look at what a name stands for costs, and most calls are on something else.
  for (const access of [...indexOf(module).accesses.values()].flat()) {
    if (!ts.isIdentifier(access.expression) || !names.has(access.expression.text) || !isCalled(access)) continue;
    const value = constantOf(access.expression);
    const stub = value && held.get(unawaited(value));
    if (stub !== undefined) found.push(...calledOn(access, stub));
  }
  return found;
}

/** A stub that is awaited is still the stub. */
function unawaited(value: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(value) ? innermost(value.expression) : value;
}

function calledOn(access: NamedAccess, stub: Pick<StubCall, "binding" | "made">): readonly StubCall[] {
  const node = access.parent;
  return isCalled(access) && ts.isCallExpression(node) ? [{ ...stub, method: accessedName(access), access, node }] : [];
}

function isCalled(access: NamedAccess): boolean {
  return ts.isCallExpression(access.parent) && access.parent.expression === access;
}

/** The expression with the parentheses, type assertions and `await` around it. */
function outermost(node: ts.Expression): ts.Expression {
  let outer: ts.Expression = node;
  while (isAround(outer.parent, outer)) outer = outer.parent;
  return outer;
}

function isAround(parent: ts.Node, node: ts.Expression): parent is ts.Expression {
  const isWrapper =
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAwaitExpression(parent);
  return isWrapper && parent.expression === node;
}
