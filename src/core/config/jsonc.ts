import { readJsonc } from "./jsonc/read.ts";
import type { ConfigSyntax } from "./syntax.ts";

/** JSON with comments and trailing commas, as wrangler reads `wrangler.json` and `wrangler.jsonc`. */
export const jsoncSyntax: ConfigSyntax = {
  parse: readJsonc,
  edit: () => undefined,
};
