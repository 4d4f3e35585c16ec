import type { FileSystem } from "../ports.ts";
import { join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { fieldsOf } from "./packageJson.ts";

/** A script of package.json that runs wrangler (or vite) for the person, with what they want done around it. */
export interface ProjectScript {
  readonly name: string;
  readonly text: string;
}

/**
 * The script that a project has for a step, if it does more than wrangler alone would: `wrangler dev` by itself is what
 * we start anyway, but `npm run build && wrangler deploy --minify` is to be respected.
 */
export function scriptFor(files: FileSystem, folder: FilePath, step: "dev" | "deploy"): ProjectScript | undefined {
  const scripts = fieldsOf(fieldsOf(files.readFile(join(folder, "package.json")))?.["scripts"]) ?? {};
  const wanted = step === "dev" ? /\bwrangler(@\S+)?\s+(dev|start)\b/ : /\bwrangler(@\S+)?\s+(deploy|publish)\b/;
  const names = step === "dev" ? ["dev", "start"] : ["deploy"];
  for (const name of names) {
    const text = scripts[name];
    if (typeof text === "string" && wanted.test(text) && !isPlain(text)) return { name, text };
  }
  return undefined;
}

/** The scripts that npm and the others run before one of this name by themselves. */
export function buildScript(files: FileSystem, folder: FilePath): string | undefined {
  const scripts = fieldsOf(fieldsOf(files.readFile(join(folder, "package.json")))?.["scripts"]) ?? {};
  return typeof scripts["build"] === "string" ? "build" : undefined;
}

function isPlain(text: string): boolean {
  return /^\s*(npx\s+)?wrangler(@\S+)?\s+(dev|start|deploy|publish)\s*$/.test(text);
}
