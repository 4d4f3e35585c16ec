import type { TextEdit } from "../text/edits.ts";
import { jsoncSyntax } from "./jsonc.ts";
import type { ConfigChange, ConfigDocument, ConfigFormat, ConfigSyntax } from "./syntax.ts";
import { tomlSyntax } from "./toml.ts";
import { typeScriptSyntax } from "./typescript.ts";

/**
 * wrangler decides by the ending: `.toml` is TOML, `.json` and `.jsonc` are JSON with comments and trailing commas, `.ts`
 * is a module that is read without being run.
 */
export function formatOf(path: string): ConfigFormat {
  if (path.endsWith(".ts")) return "typescript";
  return path.endsWith(".toml") ? "toml" : "jsonc";
}

/** Reads a wrangler file of the given format. */
export function parseDocument(text: string, format: ConfigFormat): ConfigDocument {
  return syntaxOf(format).parse(text);
}

/** The text edits for changes of a document; see `ConfigSyntax.edit`. */
export function editDocument(
  document: ConfigDocument,
  changes: readonly ConfigChange[],
): readonly TextEdit[] | undefined {
  return syntaxOf(document.format).edit(document, changes);
}

const syntaxes: Readonly<Record<ConfigFormat, ConfigSyntax>> = {
  toml: tomlSyntax,
  jsonc: jsoncSyntax,
  typescript: typeScriptSyntax,
};

function syntaxOf(format: ConfigFormat): ConfigSyntax {
  return syntaxes[format];
}
