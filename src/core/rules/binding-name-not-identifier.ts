import { t } from "@vscode/l10n";
import type { Rule } from "./rule.ts";
import { isPropertyName } from "../text/className.ts";

export const bindingNameNotIdentifier: Rule = {
  id: "binding-name-not-identifier",
  severity: "hint",
  stage: "own",
  summary: "A binding whose name cannot be written behind a dot",
  fix: "choice",
  *check({ environment }) {
    const taken = new Set(environment.bindings.flatMap((each) => each.name?.value ?? []));
    for (const { name } of environment.bindings) {
      if (name === undefined || name.value === "" || isPropertyName(name.value)) continue;
      const better = name.value
        .replaceAll(/[^\w$]/g, "_")
        .replace(/^(\d)/, "_$1")
        .toUpperCase();
      const changes = [{ kind: "set", path: name.path, value: better } as const];
      yield {
        at: name.span,
        message: t(
          '{0} is no identifier, so code can only read it as `env["{0}"]`; choose letters, digits and underscores.',
          name.value,
        ),
        fixes: taken.has(better)
          ? []
          : [{ title: t("Rename the binding to {0}", better), changes: [{ kind: "config", changes }] }],
      };
    }
  },
};
