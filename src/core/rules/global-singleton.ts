import { t } from "@vscode/l10n";
import { envUses } from "../source/envUse.ts";
import { stringOf } from "../source/literals.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import { namespaceCallsOf, type NamespaceCallIn } from "./shared/namespaceUse.ts";
import type { Rule } from "./rule.ts";

/** Names of what there is only one of by its nature. */
const single =
  /admin|config|cron|default|example|flags|global|index|lock|main|manager|registry|root|schedul|settings|single|stats|test/i;

export const globalSingleton: Rule = {
  id: "global-singleton",
  severity: "hint",
  stage: "own",
  summary: "One object for every request",
  fix: "none",
  onCalls: ["getByName", "idFromName"],
  *check(worker) {
    const calls = [...namespaceCallsOf(worker, "getByName"), ...namespaceCallsOf(worker, "idFromName")];
    for (const binding of new Set(calls.flatMap((each) => each.binding ?? []))) {
      const found = calls.filter((each) => each.binding === binding);
      const names = new Set(found.map(nameOf));
      const [name] = names;
      if (name === undefined || names.size > 1 || name === "" || single.test(name)) continue;
      // Whoever gets the namespace itself, or makes ids otherwise, may have more objects.
      const uses = modulesOf(worker).flatMap((module) => envUses(module).filter((use) => use.name === binding));
      const ids = new Set(["getByName", "idFromName", "get"]);
      if (!uses.every(({ method, isGuarded }) => isGuarded || (method !== undefined && ids.has(method)))) continue;
      for (const { module, node } of found) {
        const [argument] = node.arguments;
        if (argument === undefined) continue;
        const message = t(
          "Every request goes to this one object of {0}, which answers them one after another and lives in one place; name objects after what they are for, such as a room or a user.",
          binding,
        );
        yield { at: placeOf(module, argument), message };
      }
    }
  },
};

function nameOf({
  node: {
    arguments: [argument],
  },
}: NamespaceCallIn): string | undefined {
  return argument && stringOf(argument);
}
