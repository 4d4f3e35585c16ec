import { t } from "@vscode/l10n";
import ts from "typescript";
import { isEnv } from "../source/envUse.ts";
import type { ModuleEntry, SourceModule } from "../source/model.ts";
import { indexOf } from "../source/moduleIndex.ts";
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
    if (modules.some(handsEnvOn)) return;
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

/** Whether `env` goes where it cannot be followed: as an argument (but to `super`), spread, returned, or read by a computed name. */
function handsEnvOn(module: SourceModule): boolean {
  const { calls, creations, computedAccesses } = indexOf(module);
  const isComputed = computedAccesses.some((each) => isEnv(each.expression));
  return isComputed || [...calls.values(), ...creations.values()].flat().some(takesEnv);
}

function takesEnv(call: ts.CallExpression | ts.NewExpression): boolean {
  const isSuper = call.expression.kind === ts.SyntaxKind.SuperKeyword;
  return !isSuper && (call.arguments ?? []).some((each) => isEnv(ts.isSpreadElement(each) ? each.expression : each));
}
