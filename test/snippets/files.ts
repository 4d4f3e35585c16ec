import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../host/paths.ts";

/** A snippet as VS Code reads it. */
export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  /** The lines of the body joined by line breaks. */
  readonly body: string;
}

export type Language = "typescript" | "javascript";

/** The snippets contributed for a language, in the order of the file. */
export function readSnippets(language: Language): readonly Snippet[] {
  const file = path.join(projectFolder, "snippets", `${language}.json`);
  const all: Readonly<Record<string, Omit<Snippet, "name" | "body"> & { readonly body: readonly string[] }>> =
    JSON.parse(readFileSync(file, "utf8"));
  return Object.entries(all).map(([name, snippet]) => ({ name, ...snippet, body: snippet.body.join("\n") }));
}

/** The snippet with a prefix. */
export function findSnippet(language: Language, prefix: string): Snippet {
  const found = readSnippets(language).find((each) => each.prefix === prefix);
  if (found === undefined) throw new Error(`There is no snippet ${prefix} for ${language}.`);
  return found;
}
