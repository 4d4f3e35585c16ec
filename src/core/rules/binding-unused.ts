import { t } from "@vscode/l10n";
import ts from "typescript";
import { isEnv } from "../source/envUse.ts";
import { constantOf } from "../source/localConst.ts";
import type { ClassDeclaration, ExportedName, ModuleEntry, SourceModule } from "../source/model.ts";
import { indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { innermost } from "../source/syntax.ts";
import type { Rule } from "./rule.ts";

export const bindingUnused: Rule = {
  id: "binding-unused",
  severity: "hint",
  stage: "own",
  summary: "A Durable Object binding that no code reads",
  fix: "none",
  *check({ entry, environment }) {
    if (entry.kind !== "module" || !isWhollyRead(entry)) return;
    const modules = [...entry.modules.values()];
    if (isServedElsewhere(entry) || modules.some(handsEnvOn)) return;
    for (const { name } of environment.bindings) {
      if (name === undefined || name.value === "" || modules.some((each) => each.text.includes(name.value))) continue;
      const message = t("No code that was found reads `env.{0}`; remove the binding if nothing needs it.", name.value);
      yield { at: name.span, message, tag: "unnecessary" };
    }
  },
};

/** A single import that could not be followed may be the one that reads the binding. */
function isWhollyRead({ isPartial, exports, language }: ModuleEntry): boolean {
  return !isPartial && exports.open.length === 0 && language === "javascript";
}

/**
 * Whether a package serves for this Worker, or makes or extends one of its classes: the runtime then gives `env` to code
 * that is not read. `McpAgent.serve("/mcp")` is such code, which reads `env.MCP_OBJECT`.
 */
function isServedElsewhere({ exports, modules }: ModuleEntry): boolean {
  const [main] = modules.values();
  const isForeign = ({ name, value }: ExportedName): boolean =>
    (value.kind === "maybe" && value.declaration === undefined && !(name === "default" && isMadeHere(main))) ||
    (value.kind === "class" && isOfPackage(value.declaration));
  return [...exports.names.values()].some(isForeign) || handlersOf(main).some(isCallResult);
}

function isOfPackage({ superclass }: ClassDeclaration): boolean {
  return superclass?.origin !== undefined && superclass.origin.module !== "cloudflare:workers";
}

/** `export default app`, where `app` is `new Hono()` or the like: its handlers are written here. */
function isMadeHere(main: SourceModule | undefined): boolean {
  const value = defaultValue(main);
  return value !== undefined && ts.isNewExpression(value);
}

/** What stands behind the names of `export default { fetch: … }`. */
function handlersOf(main: SourceModule | undefined): readonly ts.Expression[] {
  const value = defaultValue(main);
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((each) => (ts.isPropertyAssignment(each) ? innermost(each.initializer) : []));
}

/** `Chat.serve("/chat")`, `Chat.serve("/chat").fetch`. */
function isCallResult(value: ts.Expression): boolean {
  return ts.isCallExpression(isNamedAccess(value) ? innermost(value.expression) : value);
}

function defaultValue(main: SourceModule | undefined): ts.Expression | undefined {
  const exported = main?.ast.statements.find((each) => ts.isExportAssignment(each));
  if (exported === undefined) return undefined;
  const value = innermost(exported.expression);
  return ts.isIdentifier(value) ? constantOf(value) : value;
}

/** Whether `env` goes where it cannot be followed: as an argument (but to `super`), spread, or read by a computed name. */
function handsEnvOn(module: SourceModule): boolean {
  const { calls, creations, computedAccesses } = indexOf(module);
  const isComputed = computedAccesses.some((each) => isEnv(each.expression));
  return isComputed || [...calls.values(), ...creations.values()].flat().some(takesEnv);
}

function takesEnv(call: ts.CallExpression | ts.NewExpression): boolean {
  const isSuper = call.expression.kind === ts.SyntaxKind.SuperKeyword;
  return !isSuper && (call.arguments ?? []).some(carriesEnv);
}

/** `env`, `...env`, `{ env }`, `{ context: { env } }`. */
function carriesEnv(value: ts.Expression): boolean {
  const node = innermost(ts.isSpreadElement(value) ? value.expression : value);
  if (!ts.isObjectLiteralExpression(node)) return isEnv(node);
  return node.properties.some((each) => {
    if (ts.isPropertyAssignment(each)) return carriesEnv(each.initializer);
    if (ts.isSpreadAssignment(each)) return carriesEnv(each.expression);
    return ts.isShorthandPropertyAssignment(each) && isEnv(each.name);
  });
}
