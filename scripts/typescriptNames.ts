import { globSync, readFileSync } from "node:fs";

/** What the project calls of TypeScript: every `ts.name` in src that is there at run time. */
export function namesOfTypescript(typescript: object): readonly string[] {
  const used = globSync("src/**/*.ts").flatMap((file) => readFileSync(file, "utf8").match(/(?<=\bts\.)\w+/g) ?? []);
  return [...new Set(used)].filter((name) => name in typescript).toSorted();
}
