import ts from "typescript";
import { remember } from "../remember.ts";
import { descendants } from "./syntax.ts";

const known = new WeakMap<ts.ClassLikeDeclaration, ReadonlySet<string>>();

/** The names of the methods of a class that its constructor calls, directly or through others: `this.init()`. */
export function calledFromConstructor(node: ts.ClassLikeDeclaration): ReadonlySet<string> {
  return remember(known, node, find);
}

function find(node: ts.ClassLikeDeclaration): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting: ts.ClassElement[] = node.members.filter(
    (each) => ts.isConstructorDeclaration(each) || ts.isPropertyDeclaration(each),
  );
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    for (const name of ownNames(member)) {
      if (reached.has(name)) continue;
      reached.add(name);
      waiting.push(...node.members.filter((each) => each.name?.getText() === name));
    }
  }
  return reached;
}

/** Every `this.name` of a member: a method that is handed on may be called as well. */
function ownNames(member: ts.ClassElement): readonly string[] {
  const names: string[] = [];
  for (const each of descendants(member)) {
    const isOwn = ts.isPropertyAccessExpression(each) && each.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isOwn) names.push(each.name.text);
  }
  return names;
}
