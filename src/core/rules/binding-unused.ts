import { t } from "@vscode/l10n";
import ts from "typescript";
import type { Binding } from "../config/model.ts";
import { isEnv } from "../source/envUse.ts";
import { constantOf } from "../source/localConst.ts";
import type { ClassDeclaration, ExportedName, ModuleEntry, SourceModule } from "../source/model.ts";
import { indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { innermost } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import type { Rule } from "./rule.ts";
import { isOwn } from "./shared/bindings.ts";

export const bindingUnused: Rule = {
  id: "binding-unused",
  severity: "hint",
  stage: "own",
  summary: "A Durable Object binding that no code reads",
  fix: "none",
  *check(worker) {
    const { entry, environment, config } = worker;
    // Tests take bindings from their runner, in files that the entry does not reach.
    if (entry.kind !== "module" || !isWhollyRead(entry) || config.hintsOnly === "test") return;
    const modules = [...entry.modules.values()];
    if (isServedElsewhere(entry) || modules.some(handsEnvOn)) return;
    for (const binding of environment.bindings) {
      const { name } = binding;
      if (name === undefined || name.value === "" || modules.some((each) => each.text.includes(name.value))) continue;
      if (isForOthers(worker, binding)) continue;
      const message = t("No code that was found reads `env.{0}`; remove the binding if nothing needs it.", name.value);
      yield { at: name.span, message, tag: "unnecessary" };
    }
  },
};

/** A Worker that keeps classes for others, such as a project of Pages, binds them too, as the examples for it do. */
function isForOthers({ environment, others }: Worker, binding: Binding): boolean {
  const { className } = binding;
  if (className === undefined || environment.workerName === undefined || !isOwn(binding, environment)) return false;
  return others.bindingsTo(environment.workerName, className.value).some((each) => each.binding.node !== binding.node);
}

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
