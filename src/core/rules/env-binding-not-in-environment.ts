import { t } from "@vscode/l10n";
import type { Binding, EnvironmentConfig } from "../config/model.ts";
import { property, toValue } from "../config/tree.ts";
import type { Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { areNamesReadable } from "./shared/bindingItems.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const envBindingNotInEnvironment: Rule = {
  id: "env-binding-not-in-environment",
  severity: "warning",
  stage: "cfg",
  summary: "A Durable Object binding of the top level that a named environment lacks",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { config, environment } = worker;
    if (environment.name === null || !areNamesReadable(environment)) return;
    const [top] = config.environments;
    const missing = namedBindings(top).filter((each) => !hasBinding(environment, each.name.value));
    if (missing.length > 0) yield finding(worker, missing, environment.name);
  },
};

type NamedBinding = Binding & { readonly name: NonNullable<Binding["name"]> };

function namedBindings({ bindings }: EnvironmentConfig): readonly NamedBinding[] {
  return bindings.flatMap((each) => (each.name === undefined ? [] : [{ ...each, name: each.name }]));
}

function hasBinding({ bindings }: EnvironmentConfig, name: string): boolean {
  return bindings.some((each) => each.name?.value === name);
}

function finding({ environment }: Worker, missing: readonly NamedBinding[], name: string): Finding {
  const names = missing.map((each) => each.name.value).join(", ");
  return {
    at: place(environment),
    message: messageOf(name, names, missing.length),
    fixes: [fix(environment, missing, names)],
  };
}

function messageOf(environment: string, names: string, count: number): string {
  return count === 1
    ? t(
        "The environment {0} has no binding {1}: `durable_objects` is not inherited from the top level, so `env.{1}` is undefined there; repeat the binding in the environment.",
        environment,
        names,
      )
    : t(
        "The environment {0} lacks the bindings {1}: `durable_objects` is not inherited from the top level, so `env` has none of them there; repeat them in the environment.",
        environment,
        names,
      );
}

/** The environment's own `durable_objects` where it has one, otherwise its name. */
function place({ node, nameSpan }: EnvironmentConfig): Span {
  const own = property(node, "durable_objects");
  const bindings = property(own?.value, "bindings");
  return (bindings ?? own)?.keySpan ?? nameSpan ?? node.span;
}

function fix(environment: EnvironmentConfig, missing: readonly NamedBinding[], names: string): Fix {
  const path = [...environment.path, "durable_objects", "bindings"];
  return {
    title: t("Copy {0} to the environment {1}", names, environment.name ?? ""),
    changes: [
      {
        kind: "config",
        changes: missing.map(({ node }) => ({ kind: "append", path, value: toValue(node) })),
      },
    ],
  };
}
