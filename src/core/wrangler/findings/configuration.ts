import { textOf, type PrintedMessage } from "../messages.ts";
import type { FindingKind, Guilty, WranglerFinding } from "./finding.ts";

/** The findings of a message about the configuration; undefined for any other. Wordings measured with wrangler 4.164. */
export function readConfiguration(message: PrintedMessage): readonly WranglerFinding[] | undefined {
  if (/^Processing .* configuration:/.test(message.headline)) return listed(message);
  const plain = plainFinding(message);
  return plain && [plain];
}

function plainFinding(message: PrintedMessage): WranglerFinding | undefined {
  const text = textOf(message);
  const finding = (kind: FindingKind, guilty: Guilty): WranglerFinding => ({
    kind,
    severity: message.severity,
    guilty,
    original: text,
  });
  const replay = /^Cannot apply (\w+) migration to (existing|non-existent) class (\S+)/.exec(text);
  if (replay !== null) {
    const kind = replay[2] === "existing" ? "replayCreatesExisting" : "replayNeedsMissing";
    return finding(kind, { classes: [replay[3] ?? ""], field: replay[1] ?? "" });
  }
  const dated = /^Compatibility date "([^"]*)" is in the future/.exec(text);
  if (dated !== null) return finding("compatibilityDateFuture", { field: "compatibility_date" });
  if (text.startsWith("A compatibility_date is required")) return finding("compatibilityDateMissing", {});
  if (/written as a service-worker|require ES Module format Workers/.test(text))
    return finding("serviceWorkerFormat", {});
  const place = excerptPlace(message.body);
  const isConfig = place !== undefined && /\.(toml|jsonc?)$/.test(place.path);
  return isConfig ? finding("configurationSyntax", { place }) : undefined;
}

/** The place of an esbuild-style excerpt (`src/index.ts:19:7:`), whose columns count from 0. */
export function excerptPlace(lines: readonly string[]): Guilty["place"] {
  for (const line of lines) {
    const match = /^\s*(\S.*):(\d+):(\d+):$/.exec(line);
    if (match !== null) return { path: match[1] ?? "", line: Number(match[2]), column: Number(match[3]) + 1 };
  }
  return undefined;
}

function listed(message: PrintedMessage): readonly WranglerFinding[] {
  return leaves(message.body).flatMap((leaf) => {
    const text = leaf.at(-1) ?? "";
    if (isConsequence(text)) return [];
    return [{ kind: listedKind(text), severity: message.severity, guilty: guiltyIn(leaf), original: text }];
  });
}

/** The second line that wrangler adds to a finding, as an item of its own. */
function isConsequence(text: string): boolean {
  return text.startsWith("Bindings must have unique names") || text.startsWith("Allowed properties are:");
}

function listedKind(text: string): FindingKind {
  return text.startsWith("No environment found") ? "unknownEnvironment" : "configurationField";
}

function guiltyIn(leaf: readonly string[]): Guilty {
  const text = leaf.at(-1) ?? "";
  const binding = /^(\S+) assigned to /.exec(text)?.[1];
  if (binding !== undefined) return { binding };
  const unexpected = /^Unexpected fields found in (\S+) field: "([^"]+)"/.exec(text);
  if (unexpected !== null)
    return { field: [unexpected[1], unexpected[2]].filter((part) => part !== "top-level").join(".") };
  const field = leaf
    .toReversed()
    .map(fieldIn)
    .find((each) => each !== undefined);
  return field === undefined ? {} : { field };
}

/** A path such as `durable_objects.bindings[0]` in quotes, where a field has more than letters or is known to be one. */
function fieldIn(text: string): string | undefined {
  const isAboutField = /^(?:Expected |The (?:optional )?field )?"/.test(text) || text.startsWith('The optional "');
  return isAboutField ? /"([\w$.[\]-]+)"/.exec(text)?.[1] : undefined;
}

/** The items of a nested list that have none below them, each with the items it stands in; continuation lines are joined. */
function leaves(lines: readonly string[]): readonly (readonly string[])[] {
  const items: { readonly indent: number; text: string; isLeaf: boolean; readonly parents: readonly string[] }[] = [];
  const open: { indent: number; text: string; isLeaf: boolean }[] = [];
  for (const line of lines) {
    const match = /^(\s*)- (.*)$/.exec(line);
    const last = items.at(-1);
    if (match === null) {
      if (last !== undefined && line.trim() !== "") last.text += `\n${line.trim()}`;
      continue;
    }
    const indent = match[1]?.length ?? 0;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    for (const parent of open) parent.isLeaf = false;
    const item = { indent, text: match[2] ?? "", isLeaf: true, parents: open.map((each) => each.text) };
    items.push(item);
    open.push(item);
  }
  return items.filter((each) => each.isLeaf).map((each) => [...each.parents, each.text]);
}
