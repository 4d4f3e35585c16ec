import { basename } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { WranglerConfig } from "./model.ts";
import type { ConfigDocument } from "./syntax.ts";
import { childString } from "./tree.ts";

/**
 * Why a configuration gives hints at most: it is a template to be filled in, belongs to tests (whose runner replaces
 * `main` and whose classes may be facets), or holds placeholders. Seen in a quarter of the public repositories read.
 */
export function certaintyOf(path: FilePath, document: ConfigDocument): WranglerConfig["hintsOnly"] {
  if (isTemplatePath(path)) return "template";
  const main = childString(document.root, "main")?.value ?? "";
  if (isTestPath(path) || isTestPath(`/${main}`)) return "test";
  return hasPlaceholder(document) ? "placeholders" : undefined;
}

function isTemplatePath(path: FilePath): boolean {
  return /\.(template|example|sample|tmpl)\./.test(basename(path));
}

function isTestPath(path: string): boolean {
  return (
    /\.(test|tests|spec|vitest|e2e)\./.test(path.slice(path.lastIndexOf("/") + 1)) ||
    /\/([\w.-]*[-_.])?(tests?|__tests__|e2e)\//.test(path)
  );
}

/**
 * `<NAME>` or `{{name}}` as the Worker's name, its entry or its date, or as a bare value (which is no JSON or TOML), or a
 * line that begins with a tag such as `{% if … %}`.
 */
function hasPlaceholder({ root, text }: ConfigDocument): boolean {
  const values = ["name", "main", "compatibility_date"].map((key) => childString(root, key)?.value ?? "");
  return (
    values.some((value) => /<[^<>]+>|\{\{[^{}]*\}\}|<%[^%]*%>/.test(value)) ||
    /[:=]\s*(\{\{[^{}]*\}\}|<[A-Z_]+>)|^[ \t]*(\{%|<%)/m.test(text)
  );
}
