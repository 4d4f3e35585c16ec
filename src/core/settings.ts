import { severityNames, type FeatureName, type SeveritySetting } from "../contributions.ts";

/** Reads `durableObjects.rules`, whatever a person wrote there: what is no severity counts as not set. */
export function readSeverities(value: unknown): ReadonlyMap<string, SeveritySetting> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([rule, word]) => {
      const severity = severityNames.find((name) => name === word);
      return severity === undefined ? [] : [[rule, severity] as const];
    }),
  );
}

/** Reads `durableObjects.exclude`, whatever a person wrote there: what is no string counts as not set. */
export function readPatterns(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Reads `durableObjects.<feature>.enabled` of every feature: all are on but those that a person has switched off. */
export function readFeatures(value: unknown): Readonly<Record<FeatureName, boolean>> {
  const isOn = (name: FeatureName): boolean => member(member(value, name), "enabled") !== false;
  return {
    navigation: isOn("navigation"),
    hover: isOn("hover"),
    completion: isOn("completion"),
    codeLens: isOn("codeLens"),
    symbols: isOn("symbols"),
    outline: isOn("outline"),
    schema: isOn("schema"),
    sql: isOn("sql"),
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
