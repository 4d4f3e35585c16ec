import {
  deepestPath,
  type ArrayNode,
  type ConfigNode,
  type ConfigPath,
  type ObjectNode,
  type Property,
} from "../tree.ts";
import { shifted } from "./build.ts";
import { add, type Building, type BuildingTable, declare, emptyTable, type Entry } from "./declare.ts";
import type { TomlArray, TomlInlineTable, TomlScalar, TomlStatement, TomlValue } from "./shapes.ts";

/** The finished tree of the tables of a file. */
export function tableNode(table: BuildingTable, path: ConfigPath): ObjectNode {
  const entries = path.length < deepestPath ? table.entries : [];
  const properties = entries.map((entry) => propertyOf(entry, path));
  return { kind: "object", path, span: table.span, style: table.style, properties };
}

function propertyOf({ name, keySpan, span, value }: Entry, path: ConfigPath): Property {
  return { key: name, keySpan, span, value: nodeOf(value, [...path, name]) };
}

function nodeOf(building: Building, path: ConfigPath): ConfigNode {
  if (building.kind === "table") return tableNode(building, path);
  if (building.kind === "value") return valueNode(building.value, building.base, path);
  const items = building.items.map((item, index) => tableNode(item, [...path, index]));
  return { kind: "array", path, span: building.span, style: "tables", items };
}

function valueNode(value: TomlValue, base: number, path: ConfigPath): ConfigNode {
  if (value.kind === "scalar") return scalarNode(value, base, path);
  return value.kind === "array" ? arrayNode(value, base, path) : tableNode(inlineTable(value, base), path);
}

function arrayNode(array: TomlArray, base: number, path: ConfigPath): ArrayNode {
  const inside = path.length < deepestPath ? array.items : [];
  const items = inside.map((item, index) => valueNode(item, base, [...path, index]));
  return { kind: "array", path, span: shifted(array.span, base), style: "brackets", items };
}

function scalarNode(scalar: TomlScalar, base: number, path: ConfigPath): ConfigNode {
  const span = shifted(scalar.span, base);
  const { value } = scalar;
  if (typeof value === "string") return { kind: "string", path, span, value };
  if (typeof value === "boolean") return { kind: "boolean", path, span, value };
  if (typeof value === "object") return { kind: "date", path, span, value: value.date };
  return { kind: "number", path, span, value };
}

/** An inline table, its dotted keys put together; what it defines twice (smol-toml refuses that) is kept twice or left out. */
function inlineTable(value: TomlInlineTable, base: number): BuildingTable {
  const table = emptyTable("braces", shifted(value.span, base));
  for (const entry of value.entries) addInlineEntry(table, entry, base);
  return table;
}

function addInlineEntry(table: BuildingTable, { keys, span, value }: TomlStatement, base: number): void {
  if (value === undefined) return;
  const placed = keys.map((key) => ({ name: key.name, span: shifted(key.span, base) }));
  const declared = declare(table, placed, "keyValue");
  const building: Building = { kind: "value", value, base };
  const end = base + span.end;
  const [key, ...more] = placed;
  if (declared !== undefined) {
    declared.entry.value = building;
    for (const each of declared.created) each.span = { start: each.keySpan.start, end };
  } else if (key !== undefined && more.length === 0) {
    const ownSpan = { start: key.span.start, end };
    add(table, {
      name: key.name,
      keySpan: key.span,
      span: ownSpan,
      value: building,
      declaredBy: "keyValue",
      isDefined: true,
    });
  }
}
