import ts from "typescript";
import { isEnv } from "./envUse.ts";
import { constantOf, declarationOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "./moduleIndex.ts";
import { innermost } from "./syntax.ts";

/** A call of a method of a Durable Object namespace. */
export interface NamespaceCall {
  readonly method: NamespaceMethod;
  readonly node: ts.CallExpression;
  readonly access: NamedAccess;
  /** The namespace as written: `env.ROOM`. */
  readonly namespace: ts.Expression;
  /** The binding it is, where the module tells. */
  readonly binding: string | undefined;
}

export type NamespaceMethod = "get" | "getByName" | "idFromName" | "idFromString" | "newUniqueId" | "jurisdiction";

const known = new WeakMap<ts.SourceFile, Map<NamespaceMethod, readonly NamespaceCall[]>>();

/** Every call of a method of that name, in the order of the text: of a namespace only where its binding is one. */
export function namespaceCalls(module: Pick<SourceModule, "ast">, method: NamespaceMethod): readonly NamespaceCall[] {
  const byMethod = known.get(module.ast) ?? new Map<NamespaceMethod, readonly NamespaceCall[]>();
  known.set(module.ast, byMethod);
  const found =
    byMethod.get(method) ?? (indexOf(module).calls.get(method) ?? []).flatMap((node) => asCall(method, node));
  byMethod.set(method, found);
  return found;
}

/** The call of a namespace's method that an expression is, or that the constant holds which it names. */
export function namespaceCallOf(expression: ts.Expression, method: NamespaceMethod): NamespaceCall | undefined {
  const node = innermost(expression);
  const value = ts.isIdentifier(node) ? constantOf(node) : node;
  if (value === undefined || !ts.isCallExpression(value) || !isNamedAccess(value.expression)) return undefined;
  return accessedName(value.expression) === method ? asCall(method, value)[0] : undefined;
}

/** The binding that an expression reads from the Worker's `env`: `env.ROOM`, `const { ROOM } = env`, a constant of it. */
export function bindingOf(expression: ts.Expression): string | undefined {
  const node = innermost(expression);
  if (isNamedAccess(node)) return isEnv(node.expression) ? accessedName(node) : undefined;
  if (!ts.isIdentifier(node)) return undefined;
  const value = constantOf(node);
  if (value !== undefined) return isNamedAccess(value) && isEnv(value.expression) ? accessedName(value) : undefined;
  return destructuredBinding(node);
}

function asCall(method: NamespaceMethod, node: ts.CallExpression): readonly NamespaceCall[] {
  const access = node.expression;
  if (!isNamedAccess(access)) return [];
  const namespace = innermost(access.expression);
  return [{ method, node, access, namespace, binding: bindingOf(namespace) }];
}

function destructuredBinding(node: ts.Identifier): string | undefined {
  const found = declarationOf(node);
  if (found === undefined || !ts.isBindingElement(found) || !ts.isObjectBindingPattern(found.parent)) return undefined;
  const variable = found.parent.parent;
  const property = found.propertyName ?? found.name;
  const isFromEnv =
    ts.isVariableDeclaration(variable) && !!variable.initializer && isEnv(innermost(variable.initializer));
  return isFromEnv && ts.isIdentifier(property) ? property.text : undefined;
}
