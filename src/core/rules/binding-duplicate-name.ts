import { t } from "@vscode/l10n";
import type { StringNode } from "../config/tree.ts";
import { freeName } from "./shared/bindingItems.ts";
import { envNames, type EnvName } from "./shared/bindingNames.ts";
import type { Fix, Rule } from "./rule.ts";

export const bindingDuplicateName: Rule = {
  id: "binding-duplicate-name",
  severity: "error",
  stage: "cfg",
  summary: "A name that two bindings of one environment share",
  fix: "choice",
  *check({ config, environment }) {
    const all = envNames(environment);
    const taken = new Set(all.map((each) => each.name));
    for (const { name } of environment.bindings) {
      const first = name && all.find((each) => each.name === name.value);
      if (name === undefined || name.value === "" || first === undefined || first.span === name.span) continue;
      yield {
        at: name.span,
        message: message(first),
        related: [{ place: { path: config.path, span: first.span }, message: t("The other {0}", first.name) }],
        fixes: [rename(name, taken)],
      };
    }
  },
};

function message({ name, kind }: EnvName): string {
  return kind === "durable_objects"
    ? t("Two bindings are called {0}, so every wrangler command stops; give each a name of its own.", name)
    : t(
        "{0} is a name in `{1}` too, and all of them become one `env`, so every wrangler command stops; give each a name of its own.",
        name,
        kind,
      );
}

function rename(node: StringNode, taken: ReadonlySet<string>): Fix {
  const name = freeName(node.value, taken);
  return {
    title: t("Rename this binding to {0}", name),
    changes: [{ kind: "config", changes: [{ kind: "set", path: node.path, value: name }] }],
  };
}
