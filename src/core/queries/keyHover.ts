import type { Project } from "../project.ts";
import type { ConfigNode, ConfigPath } from "../config/tree.ts";
import { touches, type FilePath, type Span } from "../text/span.ts";
import type { Hover } from "./hoverText.ts";
import { describe } from "./schema.ts";

/** The keys that this extension is about: at the top level and in environments. */
const topics: ReadonlySet<string> = new Set([
  "durable_objects",
  "migrations",
  "exports",
  "containers",
  "main",
  "compatibility_date",
  "compatibility_flags",
]);

/**
 * The description of a key about Durable Objects as the project's own wrangler has it in its config-schema.json; nothing
 * in JSON, where the editor's JSON support shows the same from `$schema`.
 */
export function keyHover(project: Project, path: FilePath, offset: number): Hover | undefined {
  const document = project.has(path) ? project.analyse(path)?.config.document : undefined;
  if (document === undefined || document.format !== "toml") return undefined;
  const found = keyAt(document.root, offset);
  if (found === undefined || !isTopic(found.path)) return undefined;
  const markdown = describe(project.schemaOf(path), found.path);
  return markdown === undefined ? undefined : { markdown, span: found.span };
}

/** The key that an offset lies on, or whose string it lies in, with what is pointed at. */
function keyAt(node: ConfigNode, offset: number): { readonly path: ConfigPath; readonly span: Span } | undefined {
  const inner = node.kind === "object" ? node.properties.map(({ value }) => value) : [];
  for (const child of node.kind === "array" ? node.items : inner) {
    const found =
      touches(child.span, offset) && child.kind === "string" ? { path: child.path, span: child.span } : undefined;
    const deeper = found ?? keyAt(child, offset);
    if (deeper !== undefined) return deeper;
  }
  if (node.kind !== "object") return undefined;
  const own = node.properties.find(({ keySpan }) => touches(keySpan, offset));
  return own && { path: own.value.path, span: own.keySpan };
}

function isTopic(path: ConfigPath): boolean {
  const own = path[0] === "env" ? path.slice(2) : path;
  return typeof own[0] === "string" && topics.has(own[0]);
}
