import { t } from "@vscode/l10n";
import { envUses, type EnvUse } from "../source/envUse.ts";
import { isWorkersEnv } from "../source/workersEnv.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { areNamesReadable, bindingNameFor } from "./shared/bindingItems.ts";
import { envNames } from "./shared/bindingNames.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { isPropertyName } from "../text/className.ts";
import { closest } from "../text/closest.ts";
import { durableObjectExports } from "./shared/exported.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

/** Methods that only a Durable Object namespace has; `get` is left out, as KV and R2 have it too. */
const namespaceMethods: ReadonlySet<string> = new Set([
  "getByName",
  "idFromName",
  "idFromString",
  "newUniqueId",
  "jurisdiction",
]);

export const envBindingMissing: Rule = {
  id: "env-binding-missing",
  severity: "error",
  stage: "run",
  summary: "Code that uses a Durable Object binding which no environment has",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    const { config, entry, environment } = worker;
    // A binding of any environment is a binding: which of them lack it is told at the environments.
    if (entry.kind !== "module" || environment.name !== null) return;
    if (!config.environments.every(areNamesReadable)) return;
    const names = new Set(config.environments.flatMap((each) => envNames(each).map(({ name }) => name)));
    const uses = [...entry.modules.values()].flatMap(envUses);
    const guarded = new Set(uses.filter((use) => use.isGuarded).map((use) => use.name));
    const told = new Set<string>();
    for (const use of uses) {
      const isNamespace = use.method !== undefined && namespaceMethods.has(use.method);
      if (!isNamespace || names.has(use.name) || guarded.has(use.name) || told.has(use.name)) continue;
      if (isBoundBeside(worker, entry.path, use.name) || !isWorkersEnv(use.node.expression)) continue;
      told.add(use.name);
      yield finding(worker, use);
    }
  },
};

/** Several configurations may share an entry, each for a part of what its code can do. */
function isBoundBeside({ others }: Worker, entry: FilePath, name: string): boolean {
  return others.sharing(entry).some((each) => envNames(each).some((found) => found.name === name));
}

function finding(worker: Worker, use: EnvUse): Finding {
  const message = t(
    "No environment has a Durable Object binding {0}, so `env.{0}` is undefined and the call fails when it runs; add the binding to the configuration.",
    use.name,
  );
  return { at: use.place, message, fixes: [...respellFix(worker, use), ...bindFixes(worker, use)] };
}

function respellFix({ environment }: Worker, { name, place, node }: EnvUse): readonly Fix[] {
  const names = environment.bindings.flatMap((each) => each.name?.value ?? []);
  const intended = closest(name, names.filter(isPropertyName));
  if (intended === undefined) return [];
  const [quote = ""] = /^["'`]/.exec(nameNode(node).getText()) ?? [];
  const edits = [{ span: place.span, newText: quote + intended + quote }];
  return [{ title: t("Change “{0}” to “{1}”", name, intended), changes: [{ kind: "text", path: place.path, edits }] }];
}

/** Offers the exported classes, first the one whose binding would have this name. */
function bindFixes(worker: Worker, { name }: EnvUse): readonly Fix[] {
  const classes = durableObjectExports(worker);
  const best = classes.filter((each) => bindingNameFor(each) === name);
  return (best.length > 0 ? best : classes).map((className) => {
    const value = { name, class_name: className };
    const changes = [{ kind: "append", path: ["durable_objects", "bindings"], value } as const];
    return { title: t("Bind {0} to the class {1}", name, className), changes: [{ kind: "config", changes }] };
  });
}
