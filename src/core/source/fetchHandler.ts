import ts from "typescript";
import { constantOf } from "./localConst.ts";
import type { SourceModule } from "./model.ts";
import { hasModifier, innermost } from "./syntax.ts";

/** The `fetch` of a module's default export, where it has a body of statements. */
export interface FetchHandler {
  /** Right behind the body's opening brace. */
  readonly start: number;
  /** How its code names the request and the environment; undefined where it takes none under a name. */
  readonly request: string | undefined;
  readonly env: string | undefined;
}

/** The `fetch` of the object, or of the class, that a module exports as default; undefined if there is none to be seen. */
export function fetchHandlerOf({ ast }: SourceModule): FetchHandler | undefined {
  for (const statement of ast.statements) {
    if (ts.isExportAssignment(statement)) return handlerOf(innermost(statement.expression));
    if (!ts.isClassDeclaration(statement) || !hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) continue;
    const method = statement.members.find((each) => each.name?.getText(ast) === "fetch");
    return method && ts.isMethodDeclaration(method) ? entrypoint(method) : undefined;
  }
  return undefined;
}

function handlerOf(value: ts.Expression): FetchHandler | undefined {
  const object = ts.isIdentifier(value) ? constantOf(value) : value;
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  const fetch = object.properties.find((each) => each.name?.getText() === "fetch");
  if (fetch === undefined) return undefined;
  if (ts.isMethodDeclaration(fetch)) return plain(fetch);
  const assigned = ts.isPropertyAssignment(fetch) ? innermost(fetch.initializer) : undefined;
  return assigned && (ts.isArrowFunction(assigned) || ts.isFunctionExpression(assigned)) ? plain(assigned) : undefined;
}

function plain({ body, parameters: [request, env] }: ts.FunctionLikeDeclaration): FetchHandler | undefined {
  if (body === undefined || !ts.isBlock(body)) return undefined;
  return { start: body.getStart() + 1, request: nameOf(request), env: nameOf(env) };
}

/** A `WorkerEntrypoint` has its environment in a field. */
function entrypoint({ body, parameters: [request] }: ts.MethodDeclaration): FetchHandler | undefined {
  return body && { start: body.getStart() + 1, request: nameOf(request), env: "this.env" };
}

function nameOf(parameter: ts.ParameterDeclaration | undefined): string | undefined {
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
}
