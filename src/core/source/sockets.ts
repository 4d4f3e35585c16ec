import ts from "typescript";
import { remember } from "../remember.ts";
import { enclosingClass } from "./enclosing.ts";
import { constantOf, declarationOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "./moduleIndex.ts";
import { isState } from "./storageCalls.ts";
import { innermost } from "./syntax.ts";

/** A WebSocket that an expression certainly is, and where it comes from. */
export interface Socket {
  /**
   * A member of a `WebSocketPair`; the parameter of `webSocketMessage`, `webSocketClose` or `webSocketError`; one of
   * `getWebSockets()`; a connection to elsewhere; or a parameter whose type says so.
   */
  readonly kind: "pair" | "handler" | "hibernated" | "outgoing" | "typed";
  /** What makes two expressions the same socket: the `new WebSocketPair()`, or the declaration of the name. */
  readonly origin: ts.Node;
  /** Which member of its pair it is; 0 for the others. */
  readonly index: number;
}

/** A call of `accept()` or `acceptWebSocket()`. */
export interface Acceptance {
  readonly node: ts.CallExpression;
  readonly access: NamedAccess;
  /** The socket as written: the owner of `accept`, the first argument of `acceptWebSocket`. */
  readonly written: ts.Expression;
  /** Which socket it is, where that is certain. */
  readonly socket: Socket | undefined;
  readonly inClass: ts.ClassLikeDeclaration | undefined;
}

/** The handlers whose first parameter is a socket that hibernates. */
export const socketHandlers: ReadonlySet<string> = new Set(["webSocketMessage", "webSocketClose", "webSocketError"]);

/** Names of names, of which nobody chains more; it also ends circles. */
const maxDepth = 8;

/** Which WebSocket an expression certainly is; undefined for anything else, and for fields. */
export function socketOf(expression: ts.Expression, depth = 0): Socket | undefined {
  const node = innermost(expression);
  if (depth > maxDepth) return undefined;
  if (ts.isIdentifier(node)) return socketNamed(node, depth);
  if (ts.isNewExpression(node)) return isNewOf(node, "WebSocket") ? socket("outgoing", node) : undefined;
  if (isNamedAccess(node) && accessedName(node) === "webSocket") return responseSocket(node);
  return ts.isElementAccessExpression(node) ? memberOf(node, depth) : undefined;
}

/** Whether two sockets are the same one. */
export function isSameSocket(a: Socket | undefined, b: Socket | undefined): boolean {
  return a !== undefined && b !== undefined && a.origin === b.origin && a.index === b.index;
}

const hibernatable = new WeakMap<ts.SourceFile, readonly Acceptance[]>();
const plain = new WeakMap<ts.SourceFile, readonly Acceptance[]>();

/** Every `ctx.acceptWebSocket(…)` of a module, in the order of the text. */
export function hibernatableAcceptances({ ast }: Pick<SourceModule, "ast">): readonly Acceptance[] {
  return remember(hibernatable, ast, findHibernatable);
}

const byClass = new WeakMap<ts.SourceFile, ReadonlyMap<ts.Node | undefined, Acceptance>>();

/** The first `ctx.acceptWebSocket(…)` in a class of a module. */
export function hibernatableIn(
  module: Pick<SourceModule, "ast">,
  inClass: ts.ClassLikeDeclaration,
): Acceptance | undefined {
  return remember(byClass, module.ast, (ast) => firstOfEach(hibernatableAcceptances({ ast }))).get(inClass);
}

/** Every `socket.accept()` of a member of a `WebSocketPair`, in the order of the text. */
export function plainAcceptances({ ast }: Pick<SourceModule, "ast">): readonly Acceptance[] {
  return remember(plain, ast, findPlain);
}

function firstOfEach(accepted: readonly Acceptance[]): ReadonlyMap<ts.Node | undefined, Acceptance> {
  return new Map(accepted.toReversed().map((each) => [each.inClass, each]));
}

function findHibernatable(ast: ts.SourceFile): readonly Acceptance[] {
  return (indexOf({ ast }).calls.get("acceptWebSocket") ?? []).flatMap((node) => {
    const access = node.expression;
    const [written] = node.arguments;
    if (!isNamedAccess(access) || written === undefined || !isState(access.expression)) return [];
    return [new Hibernatable(node, access, written)];
  });
}

/** Few rules ask which socket it is, which costs the most to say. */
class Hibernatable implements Acceptance {
  readonly node: ts.CallExpression;
  readonly access: NamedAccess;
  readonly written: ts.Expression;
  readonly inClass: ts.ClassLikeDeclaration | undefined;
  #socket: { readonly value: Socket | undefined } | undefined;

  constructor(node: ts.CallExpression, access: NamedAccess, written: ts.Expression) {
    this.node = node;
    this.access = access;
    this.written = written;
    this.inClass = enclosingClass(node);
  }

  get socket(): Socket | undefined {
    this.#socket ??= { value: socketOf(this.written) };
    return this.#socket.value;
  }
}

function findPlain(ast: ts.SourceFile): readonly Acceptance[] {
  return (indexOf({ ast }).calls.get("accept") ?? []).flatMap((node) => {
    const access = node.expression;
    if (!isNamedAccess(access)) return [];
    const accepted = socketOf(access.expression);
    if (accepted?.kind !== "pair") return [];
    return [{ node, access, written: access.expression, socket: accepted, inClass: enclosingClass(node) }];
  });
}

/** `response.webSocket`; a field of that name may hold anything. */
function responseSocket(node: NamedAccess): Socket | undefined {
  return node.expression.kind === ts.SyntaxKind.ThisKeyword ? undefined : socket("outgoing", node);
}

function socketNamed(node: ts.Identifier, depth: number): Socket | undefined {
  const found = declarationOf(node);
  if (found === undefined) return undefined;
  if (ts.isParameter(found)) return parameterSocket(found);
  if (ts.isBindingElement(found)) return destructured(found, depth);
  if (!ts.isVariableDeclaration(found)) return undefined;
  if (isLoopOverSockets(found)) return socket("hibernated", found);
  const value = constantOf(node);
  const known = value && socketOf(value, depth + 1);
  return known?.kind === "outgoing" ? socket("outgoing", found) : known;
}

function parameterSocket(node: ts.ParameterDeclaration): Socket | undefined {
  const { parent } = node;
  const isFirst = parent.parameters[0] === node;
  if (isFirst && ts.isMethodDeclaration(parent) && socketHandlers.has(parent.name.getText())) {
    return socket("handler", node);
  }
  if (isFirst && isCallbackOverSockets(parent)) return socket("hibernated", node);
  return node.type?.getText() === "WebSocket" ? socket("typed", node) : undefined;
}

/**
 * `const [client, server] = Object.values(pair)`, `const [client, server] = [pair[0], pair[1]]`,
 * `const { 1: server } = pair`, `const [ws] = ctx.getWebSockets()`.
 */
function destructured(node: ts.BindingElement, depth: number): Socket | undefined {
  const pattern = node.parent;
  const variable = pattern.parent;
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return undefined;
  const value = innermost(variable.initializer);
  if (ts.isArrayBindingPattern(pattern)) {
    if (isGetWebSockets(value)) return socket("hibernated", node);
    if (ts.isArrayLiteralExpression(value)) return listed(value, pattern.elements.indexOf(node), depth);
    const pair = valuesOf(value, depth);
    return pair && { kind: "pair", origin: pair, index: pattern.elements.indexOf(node) };
  }
  const pair = pairOf(value, depth);
  const key = node.propertyName;
  const isIndex = key !== undefined && (ts.isNumericLiteral(key) || ts.isStringLiteral(key));
  return pair && isIndex ? { kind: "pair", origin: pair, index: Number(key.text) } : undefined;
}

function listed({ elements }: ts.ArrayLiteralExpression, index: number, depth: number): Socket | undefined {
  const element = elements[index];
  const isKnown = element !== undefined && !elements.slice(0, index + 1).some(ts.isSpreadElement);
  return isKnown ? socketOf(element, depth + 1) : undefined;
}

/** `pair[1]`, `ctx.getWebSockets()[0]`. */
function memberOf(node: ts.ElementAccessExpression, depth: number): Socket | undefined {
  const index = innermost(node.argumentExpression);
  if (isGetWebSockets(innermost(node.expression))) return socket("hibernated", node);
  if (!ts.isNumericLiteral(index) && !ts.isStringLiteralLike(index)) return undefined;
  const pair = pairOf(node.expression, depth) ?? valuesOf(innermost(node.expression), depth);
  return pair && { kind: "pair", origin: pair, index: Number(index.text) };
}

/** The pair whose members `Object.values(pair)` lists. */
function valuesOf(value: ts.Expression, depth: number): ts.Node | undefined {
  if (!ts.isCallExpression(value) || value.expression.getText() !== "Object.values") return undefined;
  const [argument] = value.arguments;
  return argument && pairOf(argument, depth);
}

function pairOf(expression: ts.Expression, depth: number): ts.Node | undefined {
  const node = innermost(expression);
  if (depth > maxDepth) return undefined;
  if (ts.isNewExpression(node)) return isNewOf(node, "WebSocketPair") ? node : undefined;
  const value = ts.isIdentifier(node) ? constantOf(node) : undefined;
  return value && pairOf(value, depth + 1);
}

function isNewOf({ expression }: ts.NewExpression, name: string): boolean {
  return ts.isIdentifier(expression) && expression.text === name;
}

function isLoopOverSockets({ parent }: ts.VariableDeclaration): boolean {
  const loop = parent.parent;
  return ts.isForOfStatement(loop) && isGetWebSockets(innermost(loop.expression));
}

/** `ctx.getWebSockets().forEach((ws) => …)`. */
function isCallbackOverSockets(node: ts.Node): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== node || !isNamedAccess(call.expression)) return false;
  return loops.has(accessedName(call.expression)) && isGetWebSockets(innermost(call.expression.expression));
}

const loops: ReadonlySet<string> = new Set(["forEach", "map", "filter", "find", "some", "every", "flatMap"]);

function isGetWebSockets(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) && isNamedAccess(node.expression) && accessedName(node.expression) === "getWebSockets"
  );
}

function socket(kind: Socket["kind"], origin: ts.Node): Socket {
  return { kind, origin, index: 0 };
}
