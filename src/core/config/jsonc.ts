import { editInSequence } from "./edit/sequence.ts";
import { editJsonc } from "./jsonc/edit.ts";
import { readJsonc } from "./jsonc/read.ts";
import type { ConfigSyntax } from "./syntax.ts";

/** JSON with comments and trailing commas, as wrangler reads `wrangler.json` and `wrangler.jsonc`. */
export const jsoncSyntax: ConfigSyntax = {
  parse: readJsonc,
  edit: (document, changes) =>
    editInSequence(document.text, changes, {
      read: (text) => ({ document: readJsonc(text) }),
      edit: (read, change) => editJsonc(read.document, change),
    }),
};
