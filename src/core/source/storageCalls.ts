import ts from "typescript";
import { remember } from "../remember.ts";
import { enclosingClass } from "./enclosing.ts";
import { constantOf, declarationOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "./moduleIndex.ts";
import { innermost } from "./syntax.ts";

/** A call of a method of a Durable Object's storage. */
export interface StorageCall {
  readonly method: string;
  readonly node: ts.CallExpression;
  /** The access that is called: `this.ctx.storage.get`. */
  readonly access: NamedAccess;
  /** Whose method it is: the storage's, its synchronous `kv`, or a transaction's. */
  readonly of: "storage" | "kv" | "transaction";
  /** The class whose body it stands in. */
  readonly inClass: ts.ClassLikeDeclaration | undefined;
}

/** The methods that are looked for; those of `sql` are in sqlCalls.ts. */
const methods = [
  "get",
  "put",
  "delete",
  "list",
  "deleteAll",
  "getAlarm",
  "setAlarm",
  "deleteAlarm",
  "transaction",
  "transactionSync",
  "sync",
  "getCurrentBookmark",
] as const;

const known = new WeakMap<ts.SourceFile, readonly StorageCall[]>();

/** Every call on `this.ctx.storage`, `ctx.storage`, `this.state.storage`, a constant or field that holds it, in a module. */
export function storageCalls(module: Pick<SourceModule, "ast" | "text">): readonly StorageCall[] {
  return remember(known, module.ast, () => find(module));
}

/** Whether an expression is a Durable Object's storage, as far as its names tell. */
export function isStorage(expression: ts.Expression): boolean {
  const node = innermost(expression);
  if (isNamedAccess(node)) {
    if (accessedName(node) !== "storage") return false;
    return isState(node.expression) || holdsStorage(node);
  }
  if (!ts.isIdentifier(node)) return false;
  const value = constantOf(node);
  if (value !== undefined) return value !== node && isStorage(value);
  return isDestructuredStorage(node) || isTypedParameter(node, "DurableObjectStorage");
}

/**
 * Whether an expression is the state that a Durable Object is given: `this.ctx`, `this.state`, and variables of such
 * names, unless their declaration says that they are something else.
 */
export function isState(expression: ts.Expression): boolean {
  const node = innermost(expression);
  if (ts.isIdentifier(node)) return isStateVariable(node);
  if (!isNamedAccess(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return false;
  return stateNames.has(accessedName(node)) && !isOtherField(node);
}

const otherFields = new WeakMap<ts.ClassLikeDeclaration, ReadonlySet<string>>();

/** `this.ctx` of a class that says `ctx: Context`. */
function isOtherField(node: NamedAccess): boolean {
  const owner = enclosingClass(node);
  if (owner === undefined) return false;
  const names = remember(otherFields, owner, ({ members }) => new Set(members.flatMap(typedOtherwise)));
  return names.has(accessedName(node));
}

function typedOtherwise(member: ts.ClassElement): readonly string[] {
  const declared = ts.isConstructorDeclaration(member)
    ? member.parameters.filter((each) => ts.isParameterPropertyDeclaration(each, member))
    : [member].filter((each) => ts.isPropertyDeclaration(each));
  return declared.flatMap(({ name, type }) => (type === undefined || isStateType(type) ? [] : [name.getText()]));
}

/** Many objects are called `ctx` or `state`; a parameter without a type counts where a class is made or in plain JavaScript. */
function isStateVariable(node: ts.Identifier): boolean {
  const found = declarationOf(node);
  if (found === undefined) return false;
  if (ts.isParameter(found))
    return found.type === undefined ? isUntypedState(found, node.text) : isStateType(found.type);
  if (ts.isBindingElement(found)) return isTakenFrom(found, node.text);
  if (!ts.isVariableDeclaration(found)) return false;
  if (found.type !== undefined) return isStateType(found.type);
  const value = constantOf(node);
  return value !== undefined && value !== node && isState(value);
}

/** The platform's name for it, and those of its kits. */
function isStateType(type: ts.TypeNode): boolean {
  return /\b(DurableObjectState|AgentContext|ActorState)\b/.test(type.getText());
}

function isUntypedState({ parent }: ts.ParameterDeclaration, name: string): boolean {
  if (!stateNames.has(name)) return false;
  return ts.isConstructorDeclaration(parent) || !/\.[cm]?tsx?$/.test(parent.getSourceFile().fileName);
}

/** `const { ctx } = this`. */
function isTakenFrom({ parent, propertyName }: ts.BindingElement, name: string): boolean {
  const variable = parent.parent;
  const property = propertyName === undefined ? name : propertyName.getText();
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return false;
  return stateNames.has(property) && innermost(variable.initializer).kind === ts.SyntaxKind.ThisKeyword;
}

const stateNames: ReadonlySet<string> = new Set(["ctx", "state", "#ctx", "#state", "_ctx", "_state", "doState"]);

function find(module: Pick<SourceModule, "ast" | "text">): readonly StorageCall[] {
  if (!module.text.includes("storage")) return [];
  const { calls } = indexOf(module);
  if (!methods.some((method) => calls.get(method)?.some(mayBeOnStorage))) return [];
  const mayHold = holders(module);
  const found = methods.flatMap((method) =>
    (calls.get(method) ?? []).flatMap((node) => (isOnOther(node, mayHold) ? [] : (toCall(method, node) ?? []))),
  );
  return found.toSorted((a, b) => a.node.pos - b.node.pos);
}

/** Whether a call is on a variable, or on a property that may hold storage by its name: `searchParams.get` is not. */
function mayBeOnStorage({ expression }: ts.CallExpression): boolean {
  if (!isNamedAccess(expression)) return false;
  const owner = innermost(expression.expression);
  return !isNamedAccess(owner) || storageNames.has(accessedName(owner));
}

const storageNames: ReadonlySet<string> = new Set(["storage", "kv"]);

/** The names of variables and parameters that may hold storage or a transaction; undefined for any. */
function holders({ ast, text }: Pick<SourceModule, "ast" | "text">): ReadonlySet<string> | undefined {
  if (text.includes("DurableObjectStorage")) return undefined;
  const { accesses, calls } = indexOf({ ast });
  const names = new Set(["storage"]);
  for (const { parent } of accesses.get("storage") ?? []) {
    let outer: ts.Node = parent;
    while (ts.isParenthesizedExpression(outer) || ts.isAsExpression(outer) || ts.isNonNullExpression(outer)) {
      outer = outer.parent;
    }
    if (ts.isVariableDeclaration(outer) && ts.isIdentifier(outer.name)) names.add(outer.name.text);
  }
  for (const {
    arguments: [callback],
  } of calls.get("transaction") ?? []) {
    const isFunction = callback !== undefined && (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback));
    const [parameter] = isFunction ? callback.parameters : [];
    if (parameter !== undefined && ts.isIdentifier(parameter.name)) names.add(parameter.name.text);
  }
  return names;
}

/** Whether a call is on a variable that cannot be storage: most calls of `get` are on a Map. */
function isOnOther({ expression }: ts.CallExpression, mayHold: ReadonlySet<string> | undefined): boolean {
  if (!isNamedAccess(expression) || mayHold === undefined) return false;
  const owner = expression.expression;
  return ts.isIdentifier(owner) && !mayHold.has(owner.text);
}

function toCall(method: string, node: ts.CallExpression): StorageCall | undefined {
  const access = node.expression;
  if (!isNamedAccess(access)) return undefined;
  const of = ownerOf(access.expression);
  return of && { method, node, access, of, inClass: enclosingClass(node) };
}

function ownerOf(expression: ts.Expression): StorageCall["of"] | undefined {
  const node = innermost(expression);
  if (isStorage(node)) return "storage";
  if (isNamedAccess(node) && accessedName(node) === "kv" && isStorage(node.expression)) return "kv";
  return ts.isIdentifier(node) && isTransaction(node) ? "transaction" : undefined;
}

/** The parameter of the function that is handed to `storage.transaction(…)`. */
function isTransaction(node: ts.Identifier): boolean {
  const found = declarationOf(node);
  if (found === undefined || !ts.isParameter(found)) return false;
  const call = found.parent.parent;
  if (!ts.isCallExpression(call) || !isNamedAccess(call.expression)) return false;
  return accessedName(call.expression) === "transaction" && isStorage(call.expression.expression);
}

/** `this.storage`, where the class says that it is a DurableObjectStorage or sets it to one. */
function holdsStorage(node: NamedAccess): boolean {
  if (node.expression.kind !== ts.SyntaxKind.ThisKeyword) return false;
  const owner = enclosingClass(node);
  if (owner === undefined) return false;
  return fieldsHolding(owner).has(accessedName(node));
}

const fields = new WeakMap<ts.ClassLikeDeclaration, ReadonlySet<string>>();

function fieldsHolding(owner: ts.ClassLikeDeclaration): ReadonlySet<string> {
  return remember(fields, owner, ({ members }) => new Set(members.flatMap(storageFields)));
}

function storageFields(member: ts.ClassElement): readonly string[] {
  if (ts.isPropertyDeclaration(member)) {
    const isTyped = member.type?.getText() === "DurableObjectStorage";
    return isTyped && ts.isIdentifier(member.name) ? [member.name.text] : [];
  }
  if (!ts.isConstructorDeclaration(member)) return [];
  return (member.body?.statements ?? []).flatMap((statement) => {
    const node = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (node === undefined || !ts.isBinaryExpression(node) || !isNamedAccess(node.left)) return [];
    const isOwn = node.left.expression.kind === ts.SyntaxKind.ThisKeyword;
    const value = innermost(node.right);
    const isHeld = isNamedAccess(value) && accessedName(value) === "storage" && isState(value.expression);
    return isOwn && isHeld ? [accessedName(node.left)] : [];
  });
}

/** `const { storage } = this.ctx`. */
function isDestructuredStorage(node: ts.Identifier): boolean {
  const found = declarationOf(node);
  if (found === undefined || !ts.isBindingElement(found)) return false;
  const property = found.propertyName ?? found.name;
  const variable = found.parent.parent;
  const isNamedStorage = ts.isIdentifier(property) && property.text === "storage";
  return (
    isNamedStorage && ts.isVariableDeclaration(variable) && !!variable.initializer && isState(variable.initializer)
  );
}

function isTypedParameter(node: ts.Identifier, type: string): boolean {
  const found = declarationOf(node);
  return found !== undefined && ts.isParameter(found) && found.type?.getText() === type;
}
