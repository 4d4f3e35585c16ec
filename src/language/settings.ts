import { Minimatch } from "minimatch";
import { severityNames, settingDefaults, type Settings, type SeveritySetting } from "../contributions.ts";
import { relative } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import { isRecord } from "./unknown.ts";

/** The settings of a workspace folder that the server goes by. */
export interface FolderSettings {
  severityOf(rule: string): SeveritySetting | undefined;
  /** Whether `exclude` names a path, or a folder that it lies in. */
  isExcluded(path: FilePath): boolean;
}

/** Reads what an editor sends under `durableObjects`; values of another type count as not set. */
export function readSettings(value: unknown, folder: FilePath): FolderSettings {
  const rules = recordIn(value, "rules");
  const patterns = patternsIn(value);
  return {
    severityOf: (rule) => (Object.hasOwn(rules, rule) ? severity(rules[rule]) : undefined),
    isExcluded: (path) =>
      patterns.length > 0 && prefixes(relative(folder, path)).some((each) => matches(patterns, each)),
  };
}

function patternsIn(value: unknown): readonly Minimatch[] {
  const exclude: unknown = isRecord(value) ? value["exclude" satisfies keyof Settings] : undefined;
  const texts: readonly unknown[] = Array.isArray(exclude) ? exclude : settingDefaults.exclude;
  const globs = texts.filter((each) => typeof each === "string");
  return globs.map((glob) => new Minimatch(glob.replace(/^\.?\//, "").replace(/\/$/, ""), { dot: true }));
}

function matches(patterns: readonly Minimatch[], path: string): boolean {
  return patterns.some((pattern) => pattern.match(path));
}

/** `a`, `a/b` and `a/b/c` for `a/b/c`. */
function prefixes(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function severity(value: unknown): SeveritySetting | undefined {
  return severityNames.find((name) => name === value);
}

function recordIn(value: unknown, key: keyof Settings): Readonly<Record<string, unknown>> {
  const found = isRecord(value) ? value[key] : undefined;
  return isRecord(found) ? found : {};
}
