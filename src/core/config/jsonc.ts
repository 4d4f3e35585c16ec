import { editInSequence } from "./edit/sequence.ts";
import { editJsonc } from "./jsonc/edit.ts";
import { readJsonc } from "./jsonc/read.ts";
import type { ConfigSyntax } from "./syntax.ts";

/**
 * JSON with comments and trailing commas, as wrangler reads `wrangler.json` and `wrangler.jsonc`. One with a syntax error
 * is not edited: what stands where is then the parser's guess.
 */
export const jsoncSyntax: ConfigSyntax = {
  parse: readJsonc,
  edit(document, changes) {
    if (document.syntaxErrors.length > 0) return undefined;
    return editInSequence(document.text, changes, {
      read: (text) => ({ document: readJsonc(text) }),
      edit: (read, change, eol) => editJsonc(read.document, change, eol),
    });
  },
};
