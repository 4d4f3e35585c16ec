import type { FeatureName, SeveritySetting } from "../contributions.ts";
import { exclusion } from "../core/exclude.ts";
import { readFeatures, readPatterns, readSeverities } from "../core/settings.ts";
import type { FilePath } from "../core/text/span.ts";
import { isRecord } from "./unknown.ts";

/** The settings of a workspace folder that the server goes by. */
export interface FolderSettings {
  readonly severities: ReadonlyMap<string, SeveritySetting>;
  readonly features: Readonly<Record<FeatureName, boolean>>;
  /** Whether `exclude` names a path, or a folder that it lies in. */
  isExcluded(path: FilePath): boolean;
}

/** Reads what an editor sends under `durableObjects`; values of another type count as not set. */
export function readSettings(value: unknown, folder: FilePath): FolderSettings {
  const { rules, exclude } = isRecord(value) ? value : {};
  return {
    severities: readSeverities(rules),
    features: readFeatures(value),
    isExcluded: exclusion(readPatterns(exclude), folder),
  };
}
