import type { FileSystem } from "../ports.ts";
import { join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { optionValue, wordsOf } from "./options.ts";
import { fieldsOf } from "./packageJson.ts";

/** A script of package.json that runs wrangler for the person, with what they want done around it. */
export interface ProjectScript {
  readonly name: string;
  readonly text: string;
  /** The script that npm and bun run before it by themselves (`predeploy`), or undefined. */
  readonly before: string | undefined;
  /** The words of its wrangler; undefined where what is put behind the script does not reach wrangler. */
  readonly words: readonly string[] | undefined;
}

export type ScriptStep = "dev" | "deploy";

export interface ScriptQuestion {
  readonly step: ScriptStep;
  /** The configuration's name, such as `wrangler.jsonc`. */
  readonly config: string;
  /** Null for the top level. */
  readonly environment: string | null;
}

/**
 * The script that a folder's package.json has for a step of a Worker, if it does more than wrangler alone would:
 * `wrangler dev` by itself is what is started anyway, but `npm run build && wrangler deploy --minify` is to be respected.
 */
export function scriptFor(files: FileSystem, folder: FilePath, question: ScriptQuestion): ProjectScript | undefined {
  const scripts = scriptsIn(files, folder);
  const usual = question.step === "dev" ? ["dev", "start"] : ["deploy"];
  const names = [...scripts.keys()].filter((name) => !usual.includes(name));
  // A script of another name is only meant where it names the environment that is asked for.
  const candidates = question.environment === null ? usual : [...names, ...usual];
  for (const name of candidates) {
    const text = scripts.get(name);
    const command = text === undefined ? undefined : wranglerIn(text, question.step);
    if (text === undefined || command === undefined || !fits(command, question, usual.includes(name))) continue;
    const before = scripts.has(`pre${name}`) ? `pre${name}` : undefined;
    const isMore = before !== undefined || !isPlain(text, question.step);
    return isMore ? { name, text, before, words: command.isLast ? command.words : undefined } : undefined;
  }
  return undefined;
}

/** The script of a project that builds it, or undefined. */
export function buildScript(files: FileSystem, folder: FilePath): string | undefined {
  return scriptsIn(files, folder).has("build") ? "build" : undefined;
}

function scriptsIn(files: FileSystem, folder: FilePath): ReadonlyMap<string, string> {
  const scripts = fieldsOf(fieldsOf(files.readFile(join(folder, "package.json")))?.["scripts"]) ?? {};
  return new Map(
    Object.entries(scripts).flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : [])),
  );
}

interface Command {
  readonly words: readonly string[];
  /** The shell hands what is put behind the script to this command. */
  readonly isLast: boolean;
}

const steps: Readonly<Record<ScriptStep, string>> = { dev: "dev|start", deploy: "deploy|publish" };

/** wrangler's own command in a script; one inside quotes is another program's argument (`concurrently "wrangler dev"`). */
function wranglerIn(text: string, step: ScriptStep): Command | undefined {
  const parts = text.split(/&&|\|\||[;&|]/);
  const wanted = new RegExp(`(?:^|[\\s"'])wrangler(?:@\\S+)?\\s+(?:${steps[step]})(?![\\w-])(.*)$`, "s");
  const index = parts.findIndex((part) => wanted.test(part));
  const [part = "", rest = ""] = wanted.exec(parts[index] ?? "") ?? [];
  if (index === -1) return undefined;
  const isQuoted = /^["']/.test(part) || (rest.match(/["']/g) ?? []).length % 2 === 1;
  return { words: wordsOf(rest), isLast: index === parts.length - 1 && !isQuoted };
}

function fits({ words, isLast }: Command, { config, environment }: ScriptQuestion, isUsual: boolean): boolean {
  const named = optionValue(words, "config");
  const isDiscovered = /^wrangler\.(json|jsonc|toml)$/.test(config);
  const isConfig = named === undefined ? isDiscovered : named.replace(/^\.\//, "") === config;
  const own = optionValue(words, "env");
  if (environment === null) return isConfig && (own === undefined || own === "");
  // Where a script leaves the environment open, it is put behind it.
  return isConfig && (own === environment || (own === undefined && isUsual && isLast));
}

function isPlain(text: string, step: ScriptStep): boolean {
  const plain = new RegExp(`^\\s*(?:npx\\s+)?wrangler(?:@\\S+)?\\s+(?:${steps[step]})\\s*$`);
  return plain.test(text.replace(/\s(?:--env[= ]|-e )\S+\s*$/, ""));
}
