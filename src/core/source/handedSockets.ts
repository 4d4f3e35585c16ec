import ts from "typescript";
import { remember } from "../remember.ts";
import { enclosingClass, enclosingFunction } from "./enclosing.ts";
import { declarationOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { indexOf, isNamedAccess, type NamedAccess } from "./moduleIndex.ts";
import { socketOf, type Socket } from "./sockets.ts";
import { innermost } from "./syntax.ts";

/** A call of `accept()` in a method that is handed its socket: `this.handleSession(pair[1])`. */
export interface HandedAcceptance {
  readonly node: ts.CallExpression;
  readonly access: NamedAccess;
  readonly parameter: ts.ParameterDeclaration;
  readonly inClass: ts.ClassLikeDeclaration;
  /** The calls of the method in its class, and the member of a pair that each hands over; at least one. */
  readonly handed: readonly { readonly node: ts.CallExpression; readonly socket: Socket }[];
}

/** Those of a module whose method is only ever handed members of a `WebSocketPair`, in the order of the text. */
export function handedAcceptances({ ast }: Pick<SourceModule, "ast">): readonly HandedAcceptance[] {
  return remember(known, ast, findHanded);
}

const known = new WeakMap<ts.SourceFile, readonly HandedAcceptance[]>();

function findHanded(ast: ts.SourceFile): readonly HandedAcceptance[] {
  const { calls } = indexOf({ ast });
  return (calls.get("accept") ?? []).flatMap((node) => {
    const access = node.expression;
    const parameter = isNamedAccess(access) ? parameterOf(access.expression) : undefined;
    const method = parameter?.parent;
    if (!isNamedAccess(access) || parameter === undefined || method === undefined) return [];
    const inClass = enclosingClass(node);
    if (!ts.isMethodDeclaration(method) || enclosingFunction(node) !== method || inClass === undefined) return [];
    const own = (calls.get(method.name.getText()) ?? []).filter((call) => isOwnCall(call, inClass));
    const at = method.parameters.indexOf(parameter);
    const handed = own.flatMap((call) => {
      const argument = call.arguments[at];
      const socket = argument && socketOf(argument);
      return socket?.kind === "pair" ? [{ node: call, socket }] : [];
    });
    return handed.length > 0 && handed.length === own.length ? [{ node, access, parameter, inClass, handed }] : [];
  });
}

/** The parameter that an expression is; undefined for anything else. */
export function parameterOf(expression: ts.Expression): ts.ParameterDeclaration | undefined {
  const node = innermost(expression);
  const found = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  return found !== undefined && ts.isParameter(found) ? found : undefined;
}

/** `this.method(…)` in the class itself. */
function isOwnCall({ expression }: ts.CallExpression, inClass: ts.ClassLikeDeclaration): boolean {
  return (
    isNamedAccess(expression) &&
    expression.expression.kind === ts.SyntaxKind.ThisKeyword &&
    enclosingClass(expression) === inClass
  );
}
