import { basename, dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ModuleGraph } from "./graph.ts";
import type { RustCrate } from "./model.ts";

/** More files than this are not read. */
const maxFiles = 200;

/**
 * Reads the crate of a Rust Worker as far as lines can tell: its files by their `mod` items, and the structs that
 * `#[durable_object]` makes classes. Undefined if no crate stands there.
 */
export function readRustCrate(graph: ModuleGraph, folder: FilePath): RustCrate | undefined {
  const root = join(folder, "src/lib.rs");
  const texts: string[] = [];
  const waiting = [root];
  let isWhole = true;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = texts.length < maxFiles && graph.stat(path)?.kind === "file" ? graph.readText(path) : undefined;
    if (text === undefined) isWhole = false;
    if (text === undefined) continue;
    const code = withoutComments(text);
    texts.push(code);
    isWhole &&= !/\binclude!|#\[path\b/.test(code);
    for (const name of modulesIn(code)) waiting.push(moduleFile(graph, path, name));
  }
  const classes = texts.flatMap(classesIn);
  return texts.length === 0 ? undefined : { path: root, classes, isWhole, mentions: (name) => isIn(texts, name) };
}

function isIn(texts: readonly string[], name: string): boolean {
  return texts.some((text) => text.split(/\W+/).includes(name));
}

/** `mod room;`: `room.rs` or `room/mod.rs`, below the folder that the file's own name makes. */
function moduleFile(graph: ModuleGraph, path: FilePath, name: string): FilePath {
  const own = basename(path).replace(/\.rs$/, "");
  const folder = ["lib", "main", "mod"].includes(own) ? dirname(path) : join(dirname(path), own);
  const nested = join(folder, `${name}/mod.rs`);
  return graph.stat(nested)?.kind === "file" ? nested : join(folder, `${name}.rs`);
}

function modulesIn(code: string): readonly string[] {
  return [...code.matchAll(/\bmod\s+(\w+)\s*;/g)].map((found) => found[1] ?? "");
}

/** The attribute stands at the struct, and in older versions of the crate at its `impl DurableObject for`, too. */
const marked =
  /#\[\s*(?:worker::)?durable_object\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:(?:pub\s*(?:\([^)]*\)\s*)?)?struct\s+(\w+)|impl\s+(?:\w+::)*DurableObject\s+for\s+(\w+))/g;

function classesIn(code: string): readonly string[] {
  return [...new Set([...code.matchAll(marked)].map((found) => found[1] ?? found[2] ?? ""))];
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\/.*|\/\*[^]*?\*\//g, " ");
}
