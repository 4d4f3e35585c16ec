/** The fields of a package.json, or of an object in one. */
export type PackageFields = Readonly<Record<string, unknown>>;

/** Reads a JSON text or narrows a value to an object; undefined for everything else, as this comes from other people. */
export function fieldsOf(value: unknown): PackageFields | undefined {
  const parsed: unknown = typeof value === "string" ? parse(value) : value;
  return isFields(parsed) ? parsed : undefined;
}

/** The string under a key, or undefined. */
export function stringField(fields: PackageFields | undefined, key: string): string | undefined {
  const value = fields?.[key];
  return typeof value === "string" ? value : undefined;
}

/** The names in `dependencies` and `devDependencies`. */
export function dependencyNames(fields: PackageFields | undefined): ReadonlySet<string> {
  const groups = ["dependencies", "devDependencies"].map((key) => fieldsOf(fields?.[key]) ?? {});
  return new Set(groups.flatMap((group) => Object.keys(group)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is PackageFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
