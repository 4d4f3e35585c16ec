import { t } from "@vscode/l10n";
import { child, toValue, type ObjectNode, type Property } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import { bindingObjects } from "./shared/bindingItems.ts";
import { isMisplaced } from "./shared/misplaced.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const tomlKeyUnderWrongTable: Rule = {
  id: "toml-key-under-wrong-table",
  severity: "warning",
  stage: "cfg",
  summary: "A key of the top level that stands below a TOML table's header",
  fix: "edit",
  *check(worker) {
    for (const table of tables(worker)) {
      for (const each of table.properties) if (isMisplaced(worker, table, each)) yield finding(worker, each);
    }
  },
};

/** The tables whose keys wrangler holds against a list; `[vars]` takes any key. */
function tables({ environment }: Worker): readonly ObjectNode[] {
  const { durableObjects, migrations } = environment;
  const steps = migrations.isInherited ? [] : migrations.value.map((each) => each.node);
  return [...(durableObjects?.kind === "object" ? [durableObjects] : []), ...bindingObjects(environment), ...steps];
}

function finding(worker: Worker, each: Property): Finding {
  const message = t(
    "`{0}` stands below a table's header and so belongs to that table, where wrangler warns and ignores it; move it above the first header.",
    each.key,
  );
  return { at: each.keySpan, message, fixes: fixes(worker, each) };
}

/** Moves the key up; nothing is offered where the top level has one already. */
function fixes({ config }: Worker, { key, value }: Property): readonly Fix[] {
  if (child(config.document.root, key) !== undefined) return [];
  const changes = [
    { kind: "remove", path: value.path },
    { kind: "set", path: [key], value: toValue(value) },
  ] as const;
  return [{ title: t("Move `{0}` to the top level", key), isSafe: true, changes: [{ kind: "config", changes }] }];
}
