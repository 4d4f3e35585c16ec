import type { TextEdit } from "../text/edits.ts";
import { jsoncSyntax } from "./jsonc.ts";
import type { ConfigChange, ConfigDocument, ConfigFormat, ConfigSyntax } from "./syntax.ts";
import { tomlSyntax } from "./toml.ts";

/** wrangler decides by the ending: `.toml` is TOML, `.json` and `.jsonc` are JSON with comments and trailing commas. */
export function formatOf(path: string): ConfigFormat {
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

function syntaxOf(format: ConfigFormat): ConfigSyntax {
  return format === "toml" ? tomlSyntax : jsoncSyntax;
}
