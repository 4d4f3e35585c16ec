import type { Analysis } from "../analysis.ts";
import { join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ConfigPath } from "../config/tree.ts";
import { lookUp } from "../lookUp.ts";
import { fieldsOf, stringField } from "../wrangler/packageJson.ts";

/** A JSON schema as somebody else wrote it: a package of the workspace may hold anything under that name. */
export type Schema = Readonly<Record<string, unknown>>;

/** The schema that an installed wrangler brings along for its configurations. */
export interface InstalledSchema {
  readonly path: FilePath;
  /** Of the wrangler: two of one version have the same. */
  readonly version: string;
}

/** The schema of the wrangler that is installed for a configuration; undefined if there is none. */
export function installedSchema({ workers: [worker] }: Analysis): InstalledSchema | undefined {
  const { wrangler } = worker;
  if (wrangler.folder === undefined) return undefined;
  const path = join(wrangler.folder, "config-schema.json");
  return worker.exists(path) ? { path, version: wrangler.version } : undefined;
}

/** A schema from its text; undefined where it cannot be read as one. */
export function parseSchema(text: string): Schema | undefined {
  return fieldsOf(text);
}

/** The description of the key at a path, or undefined if the schema has none. */
export function describe(schema: Schema | undefined, path: ConfigPath): string | undefined {
  if (schema === undefined) return undefined;
  let parts = settle(schema, [schema]);
  for (const step of path) {
    parts = settle(
      schema,
      [...parts].flatMap((part) => children(part, step)),
    );
  }
  return [...parts]
    .map((part) => stringField(part, "markdownDescription") ?? stringField(part, "description"))
    .find((each) => each)
    ?.replaceAll(/\{@link\s([^{}]*)\}/g, (_, name: string) => `\`${name.trim()}\``);
}

function children(part: Schema, step: string | number): readonly Schema[] {
  if (typeof step === "number") return schemasIn(part["items"]);
  const named = fieldsOf(part["properties"]) ?? {};
  return schemasIn(lookUp(named, step) ?? part["additionalProperties"]);
}

/** Parts with their references, combinations and alternatives, each once, the parts themselves first: their own descriptions win. */
function settle(root: Schema, parts: readonly Schema[]): ReadonlySet<Schema> {
  const settled = new Set(parts);
  for (const part of settled) {
    const name = stringField(part, "$ref")?.replace("#/definitions/", "");
    const definitions = fieldsOf(root["definitions"]) ?? {};
    const target = name === undefined ? undefined : lookUp(definitions, unescaped(name));
    const inner = [target, part["allOf"], part["anyOf"]].flatMap(schemasIn);
    for (const each of inner) settled.add(each);
  }
  return settled;
}

/** One schema, or a list of them; nothing for anything else. */
function schemasIn(value: unknown): readonly Schema[] {
  const each: readonly unknown[] = Array.isArray(value) ? value : [value];
  return each.flatMap((one): readonly Schema[] => {
    const fields = typeof one === "object" ? fieldsOf(one) : undefined;
    return fields === undefined ? [] : [fields];
  });
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
