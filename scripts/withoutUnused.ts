import ts from "typescript";

/**
 * Takes out of a module what nobody mentions: statements that declare one name, whatever their initial values do, functions
 * of the one large factory of nodes, and the properties under which it hands them out. Names are compared as text, so that
 * something of another name may stay, and nothing that is meant goes.
 */
export function withoutUnused(code: string): string {
  for (let [before, after] = ["", code]; ; [before, after] = [after, withoutUnmentioned(after)])
    if (after.length === before.length) return after;
}

/** A piece of the text that can be left out. */
interface Part {
  readonly node: ts.Node;
  readonly name: string;
  /** Whether only `x.name` and `{ name } = x` count as mentions. */
  readonly isProperty: boolean;
}

function withoutUnmentioned(code: string): string {
  const file = ts.createSourceFile("typescript.js", code, ts.ScriptTarget.Latest, true);
  const parts = partsOf(file);
  const names = mentions(file);
  const unused = parts.filter(({ name, node, isProperty }) => {
    if (isProperty) return !names.properties.has(name);
    const own = mentions(node).all.get(name) ?? 0;
    return (names.all.get(name) ?? 0) === own;
  });
  let kept = code;
  for (const { node } of unused.toReversed()) kept = kept.slice(0, node.pos) + kept.slice(endOf(node, kept));
  return kept;
}

/** In the order of the text, none inside another. */
function partsOf(file: ts.SourceFile): readonly Part[] {
  return file.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === factory) return partsOfFactory(statement);
    return declarationOf(statement);
  });
}

const factory = "createNodeFactory";

function partsOfFactory({ body }: ts.FunctionDeclaration): readonly Part[] {
  return (body?.statements ?? []).flatMap((statement) => {
    const returned = ts.isVariableStatement(statement) ? statement.declarationList.declarations.at(-1) : undefined;
    const object = returned?.initializer;
    if (object === undefined || !ts.isObjectLiteralExpression(object)) return declarationOf(statement);
    return object.properties.flatMap((node) =>
      ts.isShorthandPropertyAssignment(node) ? [{ node, name: node.name.text, isProperty: true }] : [],
    );
  });
}

function declarationOf(node: ts.Statement): readonly Part[] {
  if (ts.isFunctionDeclaration(node)) return node.name ? [{ node, name: node.name.text, isProperty: false }] : [];
  const [only, ...others] = ts.isVariableStatement(node) ? node.declarationList.declarations : [];
  if (only === undefined || others.length > 0 || !ts.isIdentifier(only.name)) return [];
  return [{ node, name: only.name.text, isProperty: false }];
}

interface Mentions {
  /** How often each name stands there. */
  readonly all: ReadonlyMap<string, number>;
  readonly properties: ReadonlySet<string>;
}

function mentions(root: ts.Node): Mentions {
  const all = new Map<string, number>();
  const properties = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) all.set(node.text, (all.get(node.text) ?? 0) + 1);
    if (ts.isPropertyAccessExpression(node)) properties.add(node.name.text);
    if (ts.isBindingElement(node)) properties.add((node.propertyName ?? node.name).getText());
    ts.forEachChild(node, visit);
  };
  visit(root);
  return { all, properties };
}

/** Behind the comma of a property. */
function endOf(node: ts.Node, code: string): number {
  return ts.isShorthandPropertyAssignment(node) && code[node.end] === "," ? node.end + 1 : node.end;
}
