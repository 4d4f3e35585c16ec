import { t } from "@vscode/l10n";
import ts from "typescript";
import { remember } from "../../remember.ts";
import { inheritedMember, lineage } from "../../source/classes.ts";
import { isTyped, addMethodEdit } from "../../source/memberEdits.ts";
import { accessedName, indexOf, isNamedAccess } from "../../source/moduleIndex.ts";
import type { ClassDeclaration, SourceModule } from "../../source/model.ts";
import { descendants } from "../../source/syntax.ts";
import type { Worker } from "../../worker.ts";
import { classesInModules, isWhollyKnown, type ClassInModule } from "./code.ts";
import { exportedClass } from "./exportedClass.ts";
import type { Fix } from "../rule.ts";

/** A class whose objects are made as it stands there, with the classes of the project that it extends. */
export interface ConcreteClass extends ClassInModule {
  /** Itself first. */
  readonly line: readonly ClassInModule[];
}

const known = new WeakMap<Worker, readonly ConcreteClass[]>();

/**
 * The Durable Object classes of which everything is known: exported as they are, without a library's base, wrapper or
 * decorator that could add a handler, and with nothing in the project that extends them.
 */
export function concreteClasses(worker: Worker): readonly ConcreteClass[] {
  return remember(known, worker, find);
}

/**
 * Whether a class has no handler of that name: not written, not inherited, not assigned, and not to be added by whom the
 * class hands its objects to while it is made.
 */
export function lacksHandler({ declaration, line }: ConcreteClass, name: string): boolean {
  if (inheritedMember(declaration, name) !== undefined) return false;
  return !line.some((each) => isAssigned(each.module, name) || handsItselfOut(each));
}

/** The handlers that a stub can be written for, with their parameters as `@cloudflare/workers-types` has them. */
const heads = {
  alarm: ["async alarm()", "async alarm(): Promise<void>"],
  webSocketMessage: [
    "async webSocketMessage(ws, message)",
    "async webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): Promise<void>",
  ],
  webSocketClose: [
    "async webSocketClose(ws, code, reason)",
    "async webSocketClose(ws: WebSocket, code: number, reason: string): Promise<void>",
  ],
  webSocketError: [
    "async webSocketError(ws, error)",
    "async webSocketError(ws: WebSocket, error: unknown): Promise<void>",
  ],
} as const;

/** The fix that writes a handler into a class, behind its last member. */
export function addHandler(
  { declaration, module }: ClassInModule,
  name: keyof typeof heads,
  body: readonly string[] = [],
): Fix {
  const [plain, typed] = heads[name];
  const edit = addMethodEdit(module, declaration, { head: isTyped(module) ? typed : plain, body });
  return {
    title: t("Add `{0}` to {1}", name, declaration.name ?? ""),
    changes: [{ kind: "text", path: module.path, edits: [edit] }],
  };
}

function find(worker: Worker): readonly ConcreteClass[] {
  const classes = classesInModules(worker);
  const byDeclaration = new Map(classes.map((each) => [each.declaration, each]));
  const extended = new Set(classes.flatMap((each) => lineage(each.declaration).slice(1)));
  return classes.flatMap((each) => {
    const { declaration, name } = each;
    const value = exportedClass(worker, name)?.value;
    const isExported = value?.kind === "class" && value.declaration === declaration;
    if (!isExported || declaration.isAbstract || !isWhollyKnown(declaration)) return [];
    const family = lineage(declaration);
    const line = family.flatMap((link) => byDeclaration.get(link) ?? []);
    if (line.length < family.length || line.some((one) => isDecorated(one.declaration))) return [];
    return extended.has(declaration) ? [] : [{ ...each, line }];
  });
}

const handedOut = new WeakMap<ts.Node, boolean>();

/**
 * `Lifecycle.install(this)`, `serve({ self: this as Target })` or `const self = this` in a constructor or a field: whoever
 * has the object may give it more methods.
 */
function handsItselfOut({ declaration: { node } }: ClassInModule): boolean {
  const known = handedOut.get(node) ?? givesItself(node);
  handedOut.set(node, known);
  return known;
}

function givesItself({ members }: ts.ClassLikeDeclaration): boolean {
  const made = members.filter((each) => ts.isConstructorDeclaration(each) || ts.isPropertyDeclaration(each));
  return made.some((member) => {
    for (const node of descendants(member)) if (isThis(node) && !isOnlyAsked(node)) return true;
    return false;
  });
}

function isThis(node: ts.Node): node is ts.Expression {
  return node.kind === ts.SyntaxKind.ThisKeyword && ts.isExpression(node);
}

/** `this.name`, `this["name"]`, `const { name } = this`, `method.bind(this)`: the object itself goes nowhere that could change it. */
function isOnlyAsked(value: ts.Expression): boolean {
  const { parent } = value;
  if (ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent))
    return isOnlyAsked(parent);
  if (ts.isPropertyAccessExpression(parent)) return true;
  if (ts.isElementAccessExpression(parent)) return parent.expression === value;
  if (ts.isVariableDeclaration(parent)) return ts.isObjectBindingPattern(parent.name);
  return ts.isCallExpression(parent) && isNamedAccess(parent.expression) && accessedName(parent.expression) === "bind";
}

/** Whether a decorator may put another class in its place. */
export function isDecorated({ node }: ClassDeclaration): boolean {
  return ts.canHaveDecorators(node) && (ts.getDecorators(node) ?? []).length > 0;
}

/** `Room.prototype.alarm = …`, `this.alarm = …`. */
function isAssigned(module: SourceModule, name: string): boolean {
  return (indexOf(module).accesses.get(name) ?? []).some(
    (access) =>
      ts.isBinaryExpression(access.parent) &&
      access.parent.left === access &&
      access.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken,
  );
}
