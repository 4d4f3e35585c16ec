import { topLevelFields } from "../../config/topLevelFields.ts";
import type { ObjectNode, Property } from "../../config/tree.ts";
import type { Worker } from "../../worker.ts";

/**
 * Whether a key that its table does not know is one of the top level that slipped into it: in TOML every key below a
 * header belongs to that header's table, which is easily overlooked.
 */
export function isMisplaced({ config }: Worker, table: ObjectNode, { key }: Property): boolean {
  const hasHeader = table.style === "table" || table.style === "tableElement";
  return config.document.format === "toml" && hasHeader && topLevelFields.has(key) && key !== "name";
}
