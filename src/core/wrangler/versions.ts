import type { VersionShare } from "./commandLine.ts";
import { fieldsOf, stringField, type PackageFields } from "./packageJson.ts";

/** An uploaded version of a Worker, as `wrangler versions list --json` tells of it. */
export interface WorkerVersion {
  readonly id: string;
  /** Counts from 1; undefined where wrangler does not say. */
  readonly number: number | undefined;
  /** Milliseconds since the epoch, or undefined. */
  readonly created: number | undefined;
  readonly author: string | undefined;
  /** What `--message` or `--tag` said of it. */
  readonly message: string | undefined;
  readonly tag: string | undefined;
}

/** The versions in what `versions list --json` printed, the newest first; undefined where it printed something else. */
export function readVersions(printed: string): readonly WorkerVersion[] | undefined {
  const value = jsonIn(printed, "[");
  return Array.isArray(value)
    ? value.flatMap(versionOf).toSorted((a, b) => (b.created ?? 0) - (a.created ?? 0))
    : undefined;
}

/** Which versions get how much of the traffic, from `deployments status --json`; empty where nothing is deployed. */
export function readShares(printed: string): readonly VersionShare[] {
  const versions = fieldsOf(jsonIn(printed, "{"))?.["versions"];
  return Array.isArray(versions) ? versions.flatMap(shareOf) : [];
}

function versionOf(value: unknown): readonly WorkerVersion[] {
  const fields = fieldsOf(value);
  const id = idIn(fields, "id");
  if (id === undefined) return [];
  const metadata = fieldsOf(fields?.["metadata"]);
  const annotations = fieldsOf(fields?.["annotations"]);
  const created = Date.parse(stringField(metadata, "created_on") ?? "");
  const number = fields?.["number"];
  return [
    {
      id,
      number: typeof number === "number" ? number : undefined,
      created: Number.isNaN(created) ? undefined : created,
      author: stringField(metadata, "author_email"),
      message: stringField(annotations, "workers/message"),
      tag: stringField(annotations, "workers/tag"),
    },
  ];
}

function shareOf(value: unknown): readonly VersionShare[] {
  const fields = fieldsOf(value);
  const id = idIn(fields, "version_id");
  const share = fields?.["percentage"];
  return id === undefined || typeof share !== "number" ? [] : [{ id, share }];
}

/** An id that can stand on a command line without being taken for an option. */
function idIn(fields: PackageFields | undefined, key: string): string | undefined {
  const id = stringField(fields, key);
  return id !== undefined && /^\w[\w-]*$/.test(id) ? id : undefined;
}

/** The JSON document in a text that may have a warning in front of it. */
function jsonIn(printed: string, opening: "[" | "{"): unknown {
  const start = printed.search(new RegExp(`^\\${opening}`, "m"));
  try {
    return start === -1 ? undefined : JSON.parse(printed.slice(start));
  } catch {
    return undefined;
  }
}
