import { t } from "@vscode/l10n";
import { child, childString, type ObjectNode } from "../config/tree.ts";
import { bindingNameFor, bindingObjects, freeName } from "./shared/bindingItems.ts";
import type { Finding, Rule } from "./rule.ts";

export const bindingMissingName: Rule = {
  id: "binding-missing-name",
  severity: "error",
  stage: "cfg",
  summary: "A Durable Object binding without a name",
  fix: "choice",
  *check({ environment }) {
    const taken = new Set(environment.bindings.flatMap((each) => each.name?.value ?? []));
    for (const node of bindingObjects(environment)) {
      // A name under the key `binding` is one mistake, and binding-unknown-field mends it.
      const isNamedElsewhere = child(node, "name") === undefined && childString(node, "binding") !== undefined;
      if (!isNamedElsewhere && !childString(node, "name")?.value) yield finding(node, taken);
    }
  },
};

function finding(node: ObjectNode, taken: ReadonlySet<string>): Finding {
  const written = child(node, "name");
  const at = (written ?? node).span;
  const fixes = [...nameFix(node, taken)];
  if (written?.kind === "string") {
    const message = t("This binding has an empty name, so no code can read it from `env`; give it a name.");
    return { at, message, severity: "warning", fixes };
  }
  const message = t(
    "This binding has no string `name`, so every wrangler command stops; name the property of `env` it is read by.",
  );
  return { at, message, fixes };
}

function* nameFix(node: ObjectNode, taken: ReadonlySet<string>): Generator<NonNullable<Finding["fixes"]>[number]> {
  const className = childString(node, "class_name")?.value;
  if (className === undefined) return;
  const wanted = bindingNameFor(className);
  const name = taken.has(wanted) ? freeName(wanted, taken) : wanted;
  const changes = [{ kind: "set", path: [...node.path, "name"], value: name } as const];
  yield { title: t("Name the binding {0}", name), changes: [{ kind: "config", changes }] };
}
