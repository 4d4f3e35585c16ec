import { globSync, readFileSync } from "node:fs";

/** What the project calls of TypeScript: every function `ts.name` in src. Enums are written as numbers by the build. */
export function namesOfTypescript(typescript: Readonly<Record<string, unknown>>): readonly string[] {
  const used = globSync("src/**/*.ts").flatMap((file) => readFileSync(file, "utf8").match(/(?<=\bts\.)\w+/g) ?? []);
  return [...new Set(used)].filter((name) => typeof typescript[name] === "function").toSorted();
}
