import ts from "typescript";
import { remember } from "../remember.ts";
import type { Place } from "../text/span.ts";
import type { SourceModule } from "./model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "./moduleIndex.ts";
import { spanOf } from "./syntax.ts";

/** One reading of a binding: `env.ROOM`, `this.env.ROOM`, `c.env["ROOM"]`. */
export interface EnvUse {
  readonly name: string;
  /** The name as written. */
  readonly place: Place;
  readonly node: NamedAccess;
  /** The method that is called on it directly: `getByName` of `env.ROOM.getByName(…)`. */
  readonly call: ts.CallExpression | undefined;
  readonly method: string | undefined;
  /** Whether it is asked whether the binding is there: `env.ROOM?.…`, `if (env.ROOM)`, `env.ROOM ?? …`. */
  readonly isGuarded: boolean;
}

/** The objects whose `env` is not the Worker's. */
const foreignOwners: ReadonlySet<string> = new Set(["process", "Deno", "Bun"]);

const uses = new WeakMap<ts.SourceFile, readonly EnvUse[]>();

/** Every reading of a property of something called `env`, in the order of the text of each name. */
export function envUses(module: SourceModule): readonly EnvUse[] {
  return remember(uses, module.ast, () => find(module));
}

/** Whether an expression is the Worker's `env`: the identifier, or a property of that name of anything but `process`. */
export function isEnv(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === "env";
  if (!isNamedAccess(node) || accessedName(node) !== "env") return false;
  const owner = node.expression;
  return !(ts.isIdentifier(owner) && foreignOwners.has(owner.text)) && !ts.isMetaProperty(owner);
}

function find(module: SourceModule): readonly EnvUse[] {
  if (!module.text.includes("env")) return [];
  const found: EnvUse[] = [];
  for (const accesses of indexOf(module).accesses.values())
    for (const node of accesses) if (isEnv(node.expression)) found.push(toUse(module, node));
  return found;
}

function toUse({ ast, path }: SourceModule, node: NamedAccess): EnvUse {
  const access = node.parent;
  const isOwner = isNamedAccess(access) && access.expression === node;
  const call =
    isOwner && ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : undefined;
  return {
    name: accessedName(node),
    place: { path, span: spanOf(nameNode(node), ast) },
    node,
    call,
    method: isOwner && call !== undefined ? accessedName(access) : undefined,
    isGuarded: (isOwner && access.questionDotToken !== undefined) || isAsked(node),
  };
}

/** Whether a value is only asked whether it is there: in a condition, negated, compared, before `??`, behind `typeof`. */
export function isAsked(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) {
    return (ts.isIfStatement(parent) ? parent.expression : parent.condition) === node;
  }
  return ts.isBinaryExpression(parent) && askingOperators.has(parent.operatorToken.kind);
}

const askingOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
