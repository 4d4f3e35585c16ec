import ts from "typescript";
import { enclosingClass } from "./enclosing.ts";
import { isKnownBase } from "./knownBases.ts";
import { constantOf, declarationOf } from "./localConst.ts";
import { accessedName, indexOf, isNamedAccess } from "./moduleIndex.ts";
import { innermost } from "./syntax.ts";

/** Values of values and arguments of arguments, of which nobody chains more; it also ends circles. */
const maxDepth = 6;

/**
 * Whether an expression is certainly what the runtime hands to a Worker as `env`: the parameter of a handler or of a
 * Durable Object's constructor, `this.env` of such a class, the import from `cloudflare:workers`, Hono's and OpenNext's
 * context, what is handed on from there in the same module, or what is typed as an `Env`.
 */
export function isWorkersEnv(expression: ts.Expression | undefined, depth = 0): boolean {
  const node = expression && innermost(expression);
  if (node === undefined || depth > maxDepth) return false;
  if (ts.isIdentifier(node)) return isNamedEnv(node, depth);
  if (!isNamedAccess(node) || accessedName(node) !== "env") return false;
  return isContext(innermost(node.expression), depth);
}

/** What a Worker's default export, an entrypoint or a Durable Object is called by, always with `env` as second parameter. */
const handlers: ReadonlySet<string> = new Set(["fetch", "scheduled", "queue", "email", "tail", "tailStream", "trace"]);

function isNamedEnv(node: ts.Identifier, depth: number): boolean {
  const found = declarationOf(node);
  if (found === undefined) return false;
  if (ts.isImportSpecifier(found)) return isPlatformEnv(found);
  if (ts.isParameter(found)) return isEnvParameter(found, depth);
  if (ts.isBindingElement(found)) return isDestructuredEnv(found, depth);
  if (!ts.isVariableDeclaration(found)) return false;
  return found.type === undefined ? isWorkersEnv(constantOf(node), depth + 1) : isEnvType(found.type);
}

function isPlatformEnv({ name, propertyName, parent }: ts.ImportSpecifier): boolean {
  const { moduleSpecifier } = parent.parent.parent;
  const isPlatform = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === "cloudflare:workers";
  return isPlatform && (propertyName ?? name).text === "env";
}

function isEnvParameter(node: ts.ParameterDeclaration, depth: number): boolean {
  if (node.type !== undefined) return isEnvType(node.type);
  const { parent } = node;
  const index = parent.parameters.indexOf(node);
  if (ts.isConstructorDeclaration(parent)) return index === 1 && isMadeByRuntime(parent);
  const name = calledAs(parent);
  if (name === undefined) return false;
  return (index === 1 && handlers.has(name.text) && isHandler(parent)) || isGivenEnv(name, { parent, index, depth });
}

/** The runtime makes what extends something with `(ctx, env)`; classes that extend nothing have a first parameter of that name. */
function isMadeByRuntime({ parent, parameters: [first] }: ts.ConstructorDeclaration): boolean {
  const isState = first !== undefined && ts.isIdentifier(first.name) && /^_?(ctx|state)$/.test(first.name.text);
  return isState && ts.isClassLike(parent);
}

/** The identifier that a function is called by. */
function calledAs(node: ts.SignatureDeclaration): ts.Identifier | undefined {
  const named = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
  const isNamed =
    ts.isVariableDeclaration(named) ||
    ts.isFunctionDeclaration(named) ||
    ts.isMethodDeclaration(named) ||
    ts.isPropertyAssignment(named) ||
    ts.isPropertyDeclaration(named);
  return isNamed && named.name !== undefined && ts.isIdentifier(named.name) ? named.name : undefined;
}

/** A method of an object or class, or a property that holds a function. */
function isHandler(node: ts.SignatureDeclaration): boolean {
  return ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node.parent);
}

interface Parameter {
  readonly parent: ts.SignatureDeclaration;
  readonly index: number;
  readonly depth: number;
}

/** Whether every call of a function or method in its module hands it the Worker's `env`, and there is one. */
function isGivenEnv(name: ts.Identifier, { parent, index, depth }: Parameter): boolean {
  const calls = indexOf({ ast: name.getSourceFile() }).calls.get(name.text) ?? [];
  const own = calls.filter(({ expression }) => isOf(expression, name, parent));
  return own.length > 0 && own.every((each) => isWorkersEnv(each.arguments[index], depth + 1));
}

/** Whether what is called is a function of the module, or a method by `this`. */
function isOf(called: ts.Expression, name: ts.Identifier, parent: ts.SignatureDeclaration): boolean {
  if (ts.isIdentifier(called)) return declarationOf(called) === name.parent;
  const isOwn = isNamedAccess(called) && called.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isOwn && ts.isMethodDeclaration(parent) && enclosingClass(called) === parent.parent;
}

/** `const { env } = this`, `({ env }: Options)` where the type names an `Env`. */
function isDestructuredEnv({ name, propertyName, parent }: ts.BindingElement, depth: number): boolean {
  const isEnv = (propertyName ?? name).getText() === "env" && ts.isObjectBindingPattern(parent);
  const owner = parent.parent;
  if (!isEnv) return false;
  if (ts.isParameter(owner)) return owner.type !== undefined && /\bEnv\b/.test(owner.type.getText());
  return (
    ts.isVariableDeclaration(owner) && owner.initializer !== undefined && isContext(innermost(owner.initializer), depth)
  );
}

/** Whether the `env` of a value is the Worker's: of an object of such a class, of Hono's context, of OpenNext's. */
function isContext(owner: ts.Expression, depth: number): boolean {
  if (owner.kind === ts.SyntaxKind.ThisKeyword) return hasEnv(enclosingClass(owner), depth);
  const value = ts.isAwaitExpression(owner) ? innermost(owner.expression) : owner;
  if (ts.isCallExpression(value)) return value.expression.getText() === "getCloudflareContext";
  return ts.isIdentifier(value) && isHonoContext(value);
}

/** The parameter of a function that is handed to a call, in a module that imports Hono. */
function isHonoContext(node: ts.Identifier): boolean {
  const found = declarationOf(node);
  if (found === undefined || !ts.isParameter(found) || found.parent.parameters[0] !== found) return false;
  const isTyped = found.type !== undefined && !/^Context\b/.test(found.type.getText());
  return !isTyped && ts.isCallExpression(found.parent.parent) && /from\s*["']hono["'/]/.test(node.getSourceFile().text);
}

/** Whether `this.env` of a class is what the runtime gave to it. What the class says of the field itself comes first. */
function hasEnv(owner: ts.ClassLikeDeclaration | undefined, depth: number): boolean {
  if (owner === undefined || depth > maxDepth) return false;
  const field = owner.members.find((each) => ts.isPropertyDeclaration(each) && each.name.getText() === "env");
  if (field !== undefined && ts.isPropertyDeclaration(field) && field.type !== undefined) return isEnvType(field.type);
  const constructor = owner.members.find((each) => ts.isConstructorDeclaration(each));
  const parameters =
    constructor !== undefined && ts.isConstructorDeclaration(constructor) ? constructor.parameters : [];
  const given = parameters.find(
    (each) => ts.isParameterPropertyDeclaration(each, each.parent) && each.name.getText() === "env",
  );
  if (given !== undefined) return isEnvParameter(given, depth);
  const assigned = assignedEnv(owner);
  if (assigned.length > 0) return assigned.every((each) => isWorkersEnv(each, depth + 1));
  return field === undefined && inheritsEnv(owner, depth);
}

/** What `this.env = …` sets in a class. */
function assignedEnv(owner: ts.ClassLikeDeclaration): readonly ts.Expression[] {
  const accesses = indexOf({ ast: owner.getSourceFile() }).accesses.get("env") ?? [];
  return accesses.flatMap((access) => {
    const { parent } = access;
    const isSet =
      ts.isBinaryExpression(parent) &&
      parent.left === access &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      access.expression.kind === ts.SyntaxKind.ThisKeyword;
    return isSet && enclosingClass(access) === owner ? [parent.right] : [];
  });
}

/** Whether it extends a base of the platform or of its kits, or a class of the module that does. */
function inheritsEnv(owner: ts.ClassLikeDeclaration, depth: number): boolean {
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const [base] = clause?.types ?? [];
  if (base === undefined || !ts.isIdentifier(base.expression)) return false;
  const found = declarationOf(base.expression);
  if (found === undefined) return false;
  if (ts.isClassDeclaration(found)) return hasEnv(found, depth + 1);
  if (!ts.isImportSpecifier(found)) return false;
  const { moduleSpecifier } = found.parent.parent.parent;
  const module = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
  return isKnownBase({ name: (found.propertyName ?? found.name).text, module });
}

/** `Env`, `Cloudflare.Env`, `Environment`, `WorkerBindings` and the like, but not the environment of a process. */
function isEnvType(type: ts.TypeNode): boolean {
  if (ts.isIntersectionTypeNode(type)) return type.types.some(isEnvType);
  const name = ts.isTypeReferenceNode(type) ? type.typeName.getText() : "";
  return /(?:^|\.)(?:\w*Env|\w*Environment|\w*Bindings)$/.test(name) && !/(?:Process|Meta)Env$/.test(name);
}
