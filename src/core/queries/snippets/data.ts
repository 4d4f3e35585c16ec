import data from "../../../../snippets/wrangler.json" with { type: "json" };
import type { ConfigSnippet } from "../snippetData.ts";

/** The snippets for wrangler's files; a test holds that each has the shape of its type. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON has no literal types
export const configSnippets = data as readonly ConfigSnippet[];
