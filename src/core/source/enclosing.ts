import ts from "typescript";

/** The class whose body a node lies in, the innermost one; functions in between do not matter. */
export function enclosingClass(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let each: ts.Node | undefined = node.parent; each !== undefined; each = each.parent) {
    if (ts.isClassLike(each)) return each;
  }
  return undefined;
}

/** Those of some nodes, in the order of the text, that lie in a class and in no class inside it. */
export function nodesIn<T extends ts.Node>(
  nodes: readonly T[] | undefined,
  owner: ts.ClassLikeDeclaration,
): readonly T[] {
  if (nodes === undefined) return [];
  const inside = nodes.slice(firstFrom(nodes, owner.pos), firstFrom(nodes, owner.end));
  return inside.filter((each) => enclosingClass(each) === owner);
}

/** The index of the first node that begins at an offset or behind it: a class of a large module has few of its nodes. */
function firstFrom(nodes: readonly ts.Node[], offset: number): number {
  let from = 0;
  let to = nodes.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((nodes[middle]?.pos ?? offset) < offset) from = middle + 1;
    else to = middle;
  }
  return from;
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
