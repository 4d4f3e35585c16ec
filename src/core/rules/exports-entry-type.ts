import { t } from "@vscode/l10n";
import {
  child,
  property,
  type ConfigNode,
  type ConfigPath,
  type ConfigValue,
  type ObjectNode,
  type Property,
} from "../config/tree.ts";
import { exportsSince, liveEntry } from "../lifecycle/declare.ts";
import { closest } from "../text/closest.ts";
import { configFix } from "./shared/configFix.ts";
import { refusedSince } from "./shared/refusal.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

const types = ["durable-object", "worker", "workflow"] as const;

export const exportsEntryType: Rule = {
  id: "exports-entry-type",
  severity: "error",
  stage: "cfg",
  summary: "An entry of `exports` that is no object or has no known type",
  fix: "edit",
  *check(worker) {
    const { node } = worker.environment.exports;
    if (node === undefined) return;
    const findings = node.kind === "object" ? entriesOf(node).flatMap(checkEntry) : [notAMap(node)];
    for (const each of findings) yield { ...each, ...refusedSince(worker, exportsSince) };
  },
};

/** The entries that count: of a key that JSON has twice, the last one. */
function entriesOf(map: ObjectNode): readonly Property[] {
  return map.properties.filter((each) => property(map, each.key) === each);
}

function checkEntry(entry: Property): readonly Finding[] {
  const { key, keySpan, value } = entry;
  if (value.kind !== "object" && value.kind !== "array") return [notAnObject(entry)];
  const type = child(value, "type");
  if (type?.kind !== "string") return [withoutType(entry, type)];
  if (!types.some((each) => each === type.value)) return [unknownType(entry, type.value, type)];
  if (key !== "" || type.value !== "durable-object") return [];
  const message = t("An entry of `exports` has an empty name, so every wrangler command stops; name its class.");
  return [{ at: keySpan, message }];
}

function notAMap(node: ConfigNode): Finding {
  const message = t(
    "`exports` has to be an object with an entry for each class, so every wrangler command stops; write one entry per class.",
  );
  const names =
    node.kind === "array" ? node.items.map((item) => (item.kind === "string" ? item.value : undefined)) : [];
  if (names.length === 0 || names.includes(undefined)) return { at: node.span, message };
  const value = Object.fromEntries(names.map((name) => [name, liveEntry("sqlite")]));
  return { at: node.span, message, fixes: [set(t("Write an entry for each class"), node.path, value)] };
}

function notAnObject({ key, value }: Property): Finding {
  const message = t(
    "The entry {0} of `exports` is no object, so every wrangler command stops; write its `type` and `storage`.",
    key,
  );
  return {
    at: value.span,
    message,
    fixes: [set(t("Declare {0} with SQLite storage", key), value.path, liveEntry("sqlite"))],
  };
}

function withoutType({ key, keySpan, value }: Property, type: ConfigNode | undefined): Finding {
  const message = t(
    "The entry {0} of `exports` has no `type`, so every wrangler command stops; a Durable Object class has the type `durable-object`.",
    key,
  );
  const at = type?.span ?? keySpan;
  return value.kind === "object" ? { at, message, fixes: [setType(value, typeByShape(value))] } : { at, message };
}

function unknownType({ key, value }: Property, written: string, type: ConfigNode): Finding {
  const message = t(
    "The entry {0} of `exports` has the unknown type “{1}”, so every wrangler command stops; a Durable Object class has the type `durable-object`.",
    key,
    written,
  );
  const near = closest(written, types);
  const fix = { ...setType(value, near ?? typeByShape(value)), isSafe: near !== undefined };
  return { at: type.span, message, fixes: [fix] };
}

/** What an entry is by the other keys it has. */
function typeByShape(entry: ConfigNode): string {
  if (child(entry, "cache") !== undefined) return "worker";
  return child(entry, "name") === undefined ? "durable-object" : "workflow";
}

function setType(entry: ConfigNode, type: string): Fix {
  return set(t("Set `type` to “{0}”", type), [...entry.path, "type"], type);
}

function set(title: string, path: ConfigPath, value: ConfigValue): Fix {
  return configFix(title, { kind: "set", path, value });
}
