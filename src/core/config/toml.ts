import { editInSequence } from "./edit/sequence.ts";
import type { ConfigSyntax } from "./syntax.ts";
import { editToml } from "./toml/edit.ts";
import { readToml } from "./toml/read.ts";

/** TOML 1.1 as wrangler reads it since 4.107 (smol-toml 1.9). */
export const tomlSyntax: ConfigSyntax = {
  parse: (text) => readToml(text).document,
  edit: (document, changes) => editInSequence(document.text, changes, { read: readToml, edit: editToml }),
};
