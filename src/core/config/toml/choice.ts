import { containersIn } from "../edit/containers.ts";
import { isArray, isObject } from "../edit/values.ts";
import { type ConfigNode, type ConfigPath, type ConfigValue, nodeAt, type ObjectNode } from "../tree.ts";
import type { Outline } from "./outline.ts";
import { startsWith } from "./outline.ts";

/**
 * Whether a new value is written as `[header]` or `[[header]]` sections rather than behind a key. What the file does with
 * the same key elsewhere and with the tables beside it decides; if it shows nothing, tables get sections, except inside an
 * element of an array of tables, where they would be hard to read.
 */
export function prefersSections(outline: Outline, path: ConfigPath, value: ConfigValue): boolean {
  const isTable = isObject(value);
  const isTables = isArray(value) && value.length > 0 && value.every(isObject);
  if (!isTable && !isTables) return false;
  const { root } = outline.document;
  const beside = isTable ? tableBeside(outline, path) : undefined;
  const shown = beside ?? alike(root, path, isTable);
  if (shown !== undefined)
    return shown.style !== "braces" && shown.style !== "brackets" && !isDotted(outline, shown.path);
  return !path.some((step) => typeof step === "number");
}

function tableBeside({ document }: Outline, path: ConfigPath): ObjectNode | undefined {
  const parent = nodeAt(document.root, path.slice(0, -1));
  if (parent?.kind !== "object" || path.length < 2) return undefined;
  const tables = parent.properties.map((each) => each.value).filter((each) => each.kind === "object");
  return tables.at(-1);
}

/** The last table, or array with tables in it, under the same key. */
function alike(root: ConfigNode, path: ConfigPath, isTable: boolean) {
  return [...containersIn(root)].findLast((node) => {
    if (node.path.at(-1) !== path.at(-1)) return false;
    return node.kind === "object" ? isTable : !isTable && node.items.some((item) => item.kind === "object");
  });
}

/** Whether dotted keys, not headers, make up a table. */
function isDotted({ statements }: Outline, path: ConfigPath): boolean {
  const found = statements.filter((each) => startsWith(each.path, path));
  return found.every((each) => each.statement.kind === "keyValue" && each.inherited < path.length);
}
