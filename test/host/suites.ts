import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./endings.ts";
import { projectFolder } from "./paths.ts";
import type { Settings } from "./settings.ts";

/** A folder of test/integration with an index.ts, ready to run. */
export type Suite = {
  readonly name: string;
  /** The bundle, whose `run` runs the tests. */
  readonly bundle: string;
  /** User settings, from the suite's settings.json. */
  readonly settings: Settings;
};

/** What the extension under test, its suites and their bundles are read from. */
export type Sources = {
  /** The extension's folder, with package.json and dist/. */
  readonly extension: string;
  /** The folder that `node esbuild.mjs test` wrote. */
  readonly out: string;
};

const sourceFolder = path.join(projectFolder, "test/integration");

/** The suites named, or all. @throws if one is unknown or not built */
export function findSuites(names: readonly string[], sources: Sources): Suite[] {
  const all = readdirSync(sourceFolder).filter((name) => existsSync(path.join(sourceFolder, name, "index.ts")));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`No suite ${unknown.join(", ")} in test/integration: ${all.join(", ")}.`);
  return (names.length > 0 ? [...names] : all.sort()).map((name) => suiteNamed(name, sources));
}

/** A suite's own copy of its workspace, because tests edit files. */
export type Copy = {
  /** A folder or a .code-workspace file. Its path has a space, as many people's have. */
  readonly workspace: string;
  /** Where the suite writes its result. */
  readonly resultFile: string;
  remove(): void;
};

/** Copies a suite's workspace; a suite without one gets an empty folder. */
export function copyWorkspace(suite: Suite): Copy {
  const [folder, remove] = temporaryFolder("do-suite");
  const copy = path.join(folder, "my workspace");
  const source = path.join(sourceFolder, suite.name, "workspace");
  if (existsSync(source)) cpSync(source, copy, { recursive: true });
  else mkdirSync(copy);
  const multiRoot = readdirSync(copy).find((name) => name.endsWith(".code-workspace"));
  const workspace = multiRoot === undefined ? copy : path.join(copy, multiRoot);
  return { workspace, resultFile: path.join(folder, "result.json"), remove };
}

function suiteNamed(name: string, sources: Sources): Suite {
  const bundle = path.join(sources.out, "integration", name, "index.cjs");
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run \`node esbuild.mjs test\` first.`);
  const file = path.join(sourceFolder, name, "settings.json");
  const settings: Settings = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  return { name, bundle, settings };
}
