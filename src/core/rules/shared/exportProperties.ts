import type { ExportEntry, ExportState } from "../../config/model.ts";
import { child, type Property } from "../../config/tree.ts";
import { closest } from "../../text/closest.ts";
import { lookUp } from "../../lookUp.ts";

/** What an entry of each state may hold (wrangler 4.164); anything else is refused. */
export const allowedProperties: Readonly<Record<ExportState, readonly string[]>> = {
  created: ["type", "state", "storage", "container"],
  deleted: ["type", "state"],
  renamed: ["type", "state", "renamed_to"],
  transferred: ["type", "state", "transferred_to"],
  "expecting-transfer": ["type", "state", "storage", "transfer_from", "container"],
};

/** A property that wrangler refuses in an entry of its state. */
export interface StrayProperty {
  readonly property: Property;
  /** The property it was probably meant to be: allowed, near in spelling and not there. */
  readonly intended: string | undefined;
}

/** The properties that wrangler refuses; none for an entry whose state it does not know, as it looks no further then. */
export function strayProperties({ node, state }: ExportEntry): readonly StrayProperty[] {
  if (state === undefined) return [];
  const allowed = allowedProperties[state];
  const absent = allowed.filter((key) => child(node, key) === undefined);
  return node.properties
    .filter(({ key }) => !allowed.includes(key))
    .map((property) => ({ property, intended: intendedKey(property.key, absent) }));
}

/** The properties that belong to one state: whoever wrote one meant that state. */
const stateOfProperty: Readonly<Record<string, ExportState>> = {
  renamed_to: "renamed",
  transferred_to: "transferred",
  transfer_from: "expecting-transfer",
};

/** The state that an entry without one was probably meant to have, by a property that only that state allows. */
export function intendedState({ node, stateNode }: ExportEntry): ExportState | undefined {
  if (stateNode !== undefined) return undefined;
  return node.properties.map(({ key }) => lookUp(stateOfProperty, key)).find((state) => state !== undefined);
}

/** Whether a property seems to be missing only because it is misspelt. */
export function isMisspelt(entry: ExportEntry, key: string): boolean {
  return strayProperties(entry).some((each) => each.intended === key);
}

/** `renamedTo` is how the new configuration in TypeScript spells `renamed_to`. */
function intendedKey(key: string, absent: readonly string[]): string | undefined {
  const snake = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll("-", "_");
  return absent.find((each) => each === snake) ?? closest(key, absent);
}
