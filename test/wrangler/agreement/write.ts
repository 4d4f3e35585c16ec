import { stringify } from "smol-toml";
import type { Draft, Table, Value } from "./draft.ts";
import type { Random } from "./random.ts";

/** Writes a configuration in one of the styles that people use. */
export function writeConfig(random: Random, { config, format }: Pick<Draft, "config" | "format">): string {
  if (format === "toml") return writeToml(random, config);
  const indent = random.pick([2, 4, "\t", 0]);
  const text = `${JSON.stringify(config, null, indent)}\n`;
  return format === "jsonc" ? withComments(random, text) : text;
}

/** Comments at the ends of lines, above the file, and trailing commas. */
function withComments(random: Random, text: string): string {
  const commas = random.chance(0.5) ? text.replaceAll(/([^\s,{[])\n(\s*[}\]])/g, "$1,\n$2") : text;
  const lines = commas
    .split("\n")
    .map((line) => (/[,{[]$/.test(line) && random.chance(0.1) ? `${line} // note` : line));
  return (random.chance(0.5) ? "/* a Worker */\n" : "") + lines.join("\n");
}

/** Tables with headers, and here and there inline. */
function writeToml(random: Random, config: Table): string {
  const isInline = (value: Value): boolean => Array.isArray(value) && random.chance(0.3);
  const inline: string[] = [];
  const rest: Table = {};
  for (const [key, value] of Object.entries(config)) {
    if (key === "migrations" && isInline(value)) inline.push(`${key} = ${inlineValue(value)}`);
    else rest[key] = value;
  }
  const objects = config["durable_objects"];
  const text = stringify(rest);
  const head = /^\[/m.exec(text)?.index ?? text.length;
  const scalars = text.slice(0, head).trimEnd();
  const body = text.slice(head);
  const bindings = isTable(objects) ? objects["bindings"] : undefined;
  const comment = random.chance(0.3) ? "# a Worker\n" : "";
  const joined = [scalars, ...inline].filter((each) => each !== "").join("\n");
  const whole = `${comment}${joined}\n\n${body}`;
  return Array.isArray(bindings) && random.chance(0.3) ? inlineBindings(whole, bindings) : whole;
}

/** `[durable_objects] bindings = […]` in place of `[[durable_objects.bindings]]`, at the top level. */
function inlineBindings(text: string, bindings: readonly Value[]): string {
  const section = /(\[durable_objects\]\n)?(\[\[durable_objects\.bindings\]\]\n([^[]*))+/;
  const found = section.exec(text);
  if (found === null || found[1] !== undefined || text.includes("[durable_objects]")) return text;
  return text.replace(section, `[durable_objects]\nbindings = ${inlineValue([...bindings])}\n\n`);
}

function inlineValue(value: Value): string {
  if (Array.isArray(value)) return `[${value.map((each) => inlineValue(each)).join(", ")}]`;
  if (!isTable(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)} = ${inlineValue(each)}`);
  return `{ ${pairs.join(", ")} }`;
}

/** Whether a value is an object. */
export function isTable(value: Value | undefined): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
