import { t } from "@vscode/l10n";
import type { ContainerLink, ExportEntry } from "../../config/model.ts";
import type { ConfigNode, StringNode } from "../../config/tree.ts";
import { declareClasses, switchToSqlite } from "../../lifecycle/declare.ts";
import { isLive } from "../../lifecycle/model.ts";
import { closest } from "../../text/closest.ts";
import type { Worker } from "../../worker.ts";
import { configFix } from "./configFix.ts";
import { durableObjectExports } from "./exported.ts";
import type { Fix } from "../rule.ts";

/** Ties a container without a class to one of the Worker's SQLite classes that has none yet, whichever is meant. */
export function linkFixes(worker: Worker, { node }: ContainerLink): readonly Fix[] {
  return freeClasses(worker).map((name) =>
    configFix(t("Set `class_name` to “{0}”", name), {
      kind: "set",
      path: [...node.path, "class_name"],
      value: name,
    }),
  );
}

/** What can be done about a container whose class is not declared: correct the name, declare the class, or choose another. */
export function classFixes(worker: Worker, className: StringNode): readonly Fix[] {
  const { value, path } = className;
  const free = freeClasses(worker);
  const near = closest(value, free);
  const choices = [...(near === undefined ? [] : [near]), ...free.filter((name) => name !== near)];
  const rename = choices.map((name) =>
    configFix(t("Set `class_name` to “{0}”", name), { kind: "set", path, value: name }),
  );
  const isNew = worker.lifecycle.classes.get(value) === undefined && durableObjectExports(worker).includes(value);
  const declare = configFix(t("Declare {0} with SQLite storage", value), ...declareClasses(worker, [value]));
  return isNew ? [declare, ...rename] : rename;
}

/** Gives a class SQLite storage where it is declared, which only a class can get that was never deployed. */
export function sqliteFixes(worker: Worker, className: string): readonly Fix[] {
  const changes = switchToSqlite(worker.environment, className);
  if (changes.length === 0) return [];
  return [configFix(t("Declare {0} with SQLite storage (only if it was never deployed)", className), ...changes)];
}

/** Makes an entry of `exports` name another container. */
export function setReference({ node }: ExportEntry, name: string): Fix {
  const path = [...node.path, "container"];
  return configFix(t("Set `container` to “{0}”", name), { kind: "set", path, value: name });
}

/** Takes the `container` out of an entry of `exports`. */
export function removeReference(node: ConfigNode): Fix {
  return configFix(t("Remove `{0}`", "container"), { kind: "remove", path: node.path });
}

function freeClasses({ environment, lifecycle }: Worker): readonly string[] {
  const taken = new Set([
    ...environment.containers.map(({ className }) => className?.value),
    ...environment.exports.value.filter(({ container }) => container !== undefined).map(({ className }) => className),
  ]);
  return [...lifecycle.classes.values()]
    .filter((each) => isLive(each) && each.storage === "sqlite" && !taken.has(each.name))
    .map(({ name }) => name);
}
