import ts from "typescript";

/** The class whose body a node lies in, the innermost one; functions in between do not matter. */
export function enclosingClass(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let each: ts.Node | undefined = node.parent; each !== undefined; each = each.parent) {
    if (ts.isClassLike(each)) return each;
  }
  return undefined;
}

/** The member of a class (method, accessor, constructor, field) that a node lies in, the innermost one. */
export function enclosingMember(node: ts.Node): ts.ClassElement | undefined {
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) {
    if (ts.isClassElement(each) && ts.isClassLike(each.parent)) return each;
  }
  return undefined;
}

/** The function a node lies in, the innermost one: method, accessor, constructor, arrow function or function. */
export function enclosingFunction(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let each: ts.Node | undefined = node.parent; each !== undefined; each = each.parent) {
    if (isFunctionWithBody(each)) return each;
  }
  return undefined;
}

/** The statement a node belongs to, the innermost one. */
export function enclosingStatement(node: ts.Node): ts.Statement | undefined {
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) {
    if (ts.isStatement(each)) return each;
  }
  return undefined;
}

function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && "body" in node;
}
