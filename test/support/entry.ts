import { ModuleGraph, readEntry } from "../../src/core/source/entry.ts";
import type { Entry, ExportedValue, ModuleEntry } from "../../src/core/source/model.ts";
import { at, MemoryFiles, type MemoryEntry } from "./memoryFiles.ts";

/** Reads the entry of a Worker whose configuration lies in `/w`. */
export function readMain(files: MemoryFiles, main: string, graph = new ModuleGraph(files)): Entry {
  return readEntry(graph, { main: at(main), noBundle: false, buildCommand: false, configFolder: at(".") });
}

/** The same for a map of files, of which the first is the entry; it has to be one that can be read. */
export function entryOf(files: Readonly<Record<string, MemoryEntry>>): ModuleEntry {
  const [main = ""] = Object.keys(files);
  const entry = readMain(new MemoryFiles(files), main);
  if (entry.kind !== "module") throw new Error(`${main} is ${entry.kind}`);
  return entry;
}

/** The exported names of an entry in short: `{ Counter: "class Counter < DurableObject@cloudflare:workers" }`. */
export function namesOf(files: Readonly<Record<string, MemoryEntry>>): Record<string, string> {
  return Object.fromEntries([...entryOf(files).exports.names].map(([name, { value }]) => [name, inShort(value)]));
}

/** Why an entry may export more names than it lists. */
export function openOf(files: Readonly<Record<string, MemoryEntry>>): readonly string[] {
  return entryOf(files).exports.open.map(({ kind, detail }) => `${kind} ${detail}`);
}

function inShort(value: ExportedValue): string {
  if (value.kind === "notAClass") return value.what;
  if (value.kind === "missing") return `missing from ${value.from.replace("/w/", "")}`;
  if (value.kind === "type" || value.declaration === undefined) return value.kind;
  const { name, superclass } = value.declaration;
  const origin = superclass?.origin && ` < ${superclass.origin.name}@${superclass.origin.module}`;
  return `${value.kind} ${name ?? "(anonymous)"}${origin ?? ""}`;
}
