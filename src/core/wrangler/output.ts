import { stripEscapes } from "./text.ts";

/**
 * An entry of the file that wrangler writes to `WRANGLER_OUTPUT_FILE_PATH`, one JSON object a line (read in wrangler
 * 4.164; all of them carry `version: 1`). Entries of other types are left out.
 */
export type OutputEntry =
  | { readonly type: "wrangler-session"; readonly wranglerVersion: string; readonly logFile: string | undefined }
  | {
      readonly type: "deploy";
      readonly workerName: string | undefined;
      /** Undefined where wrangler stopped before the upload: a question was answered with no. */
      readonly versionId: string | undefined;
      /** Addresses and other triggers, as wrangler prints them. */
      readonly targets: readonly string[];
    }
  | {
      readonly type: "version-upload";
      readonly workerName: string | undefined;
      readonly versionId: string | undefined;
      readonly previewUrl: string | undefined;
    }
  | {
      readonly type: "version-deploy";
      readonly workerName: string | undefined;
      readonly deploymentId: string | undefined;
    }
  | { readonly type: "command-failed"; readonly code: number | string | undefined; readonly message: string };

/** The entries of the file; lines that are no JSON (the last one of a killed run) are left out. */
export function readOutput(text: string): readonly OutputEntry[] {
  return text.split("\n").flatMap((line) => {
    const value = parse(line);
    const entry = value === undefined ? undefined : toEntry(value);
    return entry === undefined ? [] : [entry];
  });
}

type Fields = Readonly<Record<string, unknown>>;

function parse(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function toEntry(fields: Fields): OutputEntry | undefined {
  const workerName = text(fields["worker_name"]);
  const versionId = text(fields["version_id"]);
  switch (fields["type"]) {
    case "wrangler-session":
      return {
        type: "wrangler-session",
        wranglerVersion: text(fields["wrangler_version"]) ?? "",
        logFile: text(fields["log_file_path"]),
      };
    case "deploy":
      return { type: "deploy", workerName, versionId, targets: texts(fields["targets"]) };
    case "version-upload":
      return { type: "version-upload", workerName, versionId, previewUrl: text(fields["preview_url"]) };
    case "version-deploy":
      return { type: "version-deploy", workerName, deploymentId: text(fields["deployment_id"]) };
    case "command-failed":
      return {
        type: "command-failed",
        code: typeof fields["code"] === "number" ? fields["code"] : text(fields["code"]),
        message: stripEscapes(text(fields["message"]) ?? ""),
      };
    default:
      return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
