import { child, childString } from "../config/tree.ts";
import type { Analysis, Project } from "../project.ts";
import type { FilePath } from "../text/span.ts";
import { installedSchema, type InstalledSchema } from "./schema.ts";

/**
 * One JSON schema that gives each JSON configuration without `$schema` that of its own wrangler, for an editor that knows
 * a single schema for all files of their names. As long as they have one in common it is a reference to that; where they
 * have not, each is told by the name and entry of its Worker. One that cannot be told from another gets none.
 * @param isWanted whether a configuration is to have one
 * @param addressOf the address that the editor asks for an installed schema by
 */
export function schemaIndex(
  project: Project,
  isWanted: (config: FilePath) => boolean,
  addressOf: (schema: InstalledSchema) => string,
): object {
  const addresses = new Map<string, string>();
  const users = project.configs.flatMap((config): readonly User[] => {
    const analysis = isWanted(config) ? project.analyse(config) : undefined;
    if (analysis === undefined || !isJsonWithoutSchema(analysis)) return [];
    const schema = installedSchema(analysis);
    // The first of a version stands for all of them.
    if (schema !== undefined && !addresses.has(schema.version)) addresses.set(schema.version, addressOf(schema));
    return [{ mark: markOf(analysis), address: schema && addresses.get(schema.version) }];
  });
  const [only, ...others] = new Set(users.map(({ address }) => address));
  if (others.length > 0) return { ...wranglersJson, allOf: toldApart(users) };
  return only === undefined ? {} : { ...wranglersJson, $ref: only };
}

/** wrangler reads every JSON configuration with comments and trailing commas, whatever its name. */
const wranglersJson = { allowComments: true, allowTrailingCommas: true };

/** A configuration by what tells it from others, and the address of its schema. */
interface User {
  readonly mark: Mark;
  readonly address: string | undefined;
}

/** What a configuration is told by: undefined where it has none. */
interface Mark {
  readonly name: string | undefined;
  readonly main: string | undefined;
}

function isJsonWithoutSchema({ config: { document } }: Analysis): boolean {
  return document.format === "jsonc" && child(document.root, "$schema") === undefined;
}

function markOf({ config: { document } }: Analysis): Mark {
  return { name: childString(document.root, "name")?.value, main: childString(document.root, "main")?.value };
}

function toldApart(users: readonly User[]): readonly object[] {
  const byMark = new Map<string, readonly User[]>();
  for (const user of users) {
    const key = JSON.stringify([user.mark.name, user.mark.main]);
    byMark.set(key, [...(byMark.get(key) ?? []), user]);
  }
  return [...byMark.values()].flatMap((alike) => {
    const [first] = alike;
    const isOne = first?.address !== undefined && alike.every(({ address }) => address === first.address);
    // Behind a negation an editor takes the mark for no proposal of what to write.
    return isOne ? [{ if: { not: conditionOf(first.mark) }, else: { $ref: first.address } }] : [];
  });
}

/** Holds for the configurations with these values, and without the others. */
function conditionOf(mark: Mark): object {
  const given = Object.entries(mark).filter(([, value]) => value !== undefined);
  const properties = Object.fromEntries(
    Object.entries(mark).map(([key, value]) => [key, value === undefined ? false : { const: value }]),
  );
  return { properties, required: given.map(([key]) => key) };
}
