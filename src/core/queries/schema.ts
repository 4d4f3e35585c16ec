import type { FileSystem } from "../ports.ts";
import { foldersUpward, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ConfigPath } from "../config/tree.ts";

/** A part of a JSON schema, as far as descriptions need it. */
export interface Schema {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The text of the config-schema.json of the wrangler installed for a folder, or undefined. */
export function findSchema(files: FileSystem, folder: FilePath): string | undefined {
  for (const each of foldersUpward(folder)) {
    const text = files.readFile(join(each, "node_modules/wrangler/config-schema.json"));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The same as a schema; undefined too where it cannot be read as one. */
export function readSchema(files: FileSystem, folder: FilePath): Schema | undefined {
  const text = findSchema(files, folder);
  return text === undefined ? undefined : parse(text);
}

/** The description of the key at a path, or undefined if the schema has none. */
export function describe(schema: Schema | undefined, path: ConfigPath): string | undefined {
  if (schema === undefined) return undefined;
  let parts: readonly Schema[] = settle(schema, schema);
  for (const step of path)
    parts = parts.flatMap((part) => children(part, step)).flatMap((each) => settle(schema, each));
  const found = parts.find((part) => part.description !== undefined || part.markdownDescription !== undefined);
  return found?.markdownDescription ?? found?.description;
}

function children(part: Schema, step: string | number): readonly Schema[] {
  if (typeof step === "number") return part.items === undefined ? [] : [part.items];
  const own = part.properties?.[step];
  if (own !== undefined) return [own];
  return typeof part.additionalProperties === "object" ? [part.additionalProperties] : [];
}

/** A part with its references and alternatives, itself first, so that its own description wins. */
function settle(root: Schema, part: Schema): readonly Schema[] {
  const name = part.$ref?.replace("#/definitions/", "");
  const target = name === undefined ? undefined : root.definitions?.[decodeURIComponent(name)];
  return [
    part,
    ...(target === undefined ? [] : settle(root, target)),
    ...(part.anyOf ?? []).flatMap((each) => settle(root, each)),
  ];
}

function parse(text: string): Schema | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
