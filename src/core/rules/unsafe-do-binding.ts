import { t } from "@vscode/l10n";
import { child, childItems, childString, toValue, type ConfigNode } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import type { Fix, Rule } from "./rule.ts";

export const unsafeDoBinding: Rule = {
  id: "unsafe-do-binding",
  severity: "warning",
  stage: "cfg",
  summary: "A Durable Object binding under `unsafe`",
  fix: "choice",
  *check(worker) {
    for (const item of childItems(child(worker.environment.node, "unsafe"), "bindings")) {
      const type = childString(item, "type");
      if (type?.value !== "durable_object_namespace") continue;
      yield {
        at: type.span,
        message: t(
          "wrangler knows Durable Object bindings by itself and warns about `unsafe` ones, which may break at any time; move this one to `durable_objects.bindings`.",
        ),
        fixes: moveFix(worker, item),
      };
    }
  },
};

function moveFix({ environment }: Worker, item: ConfigNode): readonly Fix[] {
  const fields =
    item.kind === "object" ? item.properties.filter((each) => each.key !== "type" && each.key !== "dev") : [];
  const isWhole = childString(item, "name") !== undefined && childString(item, "class_name") !== undefined;
  if (!isWhole) return [];
  const value = Object.fromEntries(fields.map((each) => [each.key, toValue(each.value)]));
  const changes = [
    { kind: "remove", path: item.path, prune: true },
    { kind: "append", path: [...environment.path, "durable_objects", "bindings"], value },
  ] as const;
  return [{ title: t("Move it to `durable_objects.bindings`"), changes: [{ kind: "config", changes }] }];
}
