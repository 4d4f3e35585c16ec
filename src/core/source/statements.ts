import ts from "typescript";

/** A statement that declares one name, if it has one. */
export type NamedStatement =
  | ts.ClassDeclaration
  | ts.FunctionDeclaration
  | ts.EnumDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ModuleDeclaration
  | ts.ImportEqualsDeclaration;

/** Whether a statement declares one name. */
export function isNamedStatement(node: ts.Statement): node is NamedStatement {
  return (
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}

/** The names that a destructuring declares, in the order of the text. It needs no stack, so that no nesting is too deep. */
export function boundNames(pattern: ts.BindingPattern): readonly ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const waiting: ts.BindingName[] = [pattern];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (ts.isIdentifier(name)) names.push(name);
    else
      waiting.push(...name.elements.flatMap((each) => (ts.isOmittedExpression(each) ? [] : [each.name])).toReversed());
  }
  return names;
}

/** Whether a namespace exists at run time: TypeScript makes nothing of one that holds types only. */
export function hasValues({ body }: ts.ModuleDeclaration): boolean {
  if (body === undefined) return false;
  if (!ts.isModuleBlock(body)) return true;
  return body.statements.some((each) => !ts.isInterfaceDeclaration(each) && !ts.isTypeAliasDeclaration(each));
}
