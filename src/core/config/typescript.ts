import type { ConfigSyntax } from "./syntax.ts";
import { editTypeScript } from "./typescript/edit.ts";
import { readTypeScript } from "./typescript/read.ts";

/** `cloudflare.config.ts`, which wrangler 4.164 reads with `--experimental-new-config`. */
export const typeScriptSyntax: ConfigSyntax = { parse: readTypeScript, edit: editTypeScript };
