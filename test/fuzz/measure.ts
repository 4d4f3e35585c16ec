import { parseTree } from "jsonc-parser";
import { parseTOML } from "toml-eslint-parser";
import { check, type Problem } from "../../src/core/check.ts";
import { jsoncSyntax } from "../../src/core/config/jsonc.ts";
import type { ConfigDocument, ConfigSyntax } from "../../src/core/config/syntax.ts";
import { tomlSyntax } from "../../src/core/config/toml.ts";
import { cutStatements } from "../../src/core/config/toml/cut.ts";
import { readToml } from "../../src/core/config/toml/read.ts";
import { typeScriptSyntax } from "../../src/core/config/typescript.ts";
import type { Analysis, Project } from "../../src/core/project.ts";
import { parseModule } from "../../src/core/source/parsedModule.ts";
import { dirname, join } from "../../src/core/text/path.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import { projectOf, type TestProject } from "../support/project.ts";
import type { Input } from "./input.ts";

/** The times of one input in milliseconds: everything that a check does, and the bare parse of the same texts. */
export interface Times {
  readonly check: number;
  readonly bare: number;
}

/** A project that has been checked for the first time, with nothing known before. */
export interface Checked extends TestProject {
  readonly problems: readonly Problem[];
  readonly milliseconds: number;
  /** How often the text was parsed that was parsed most often: for a module, how often it was read. */
  readonly parses: number;
}

/** Checks an input as a new workspace. */
export function checkAnew({ files, committed }: Input): Checked {
  const opened = projectOf(files, committed);
  opened.files.resetCounts();
  parsed.clear();
  const start = performance.now();
  const problems = checkConfigs(opened.project);
  const milliseconds = performance.now() - start;
  const modules = countOf(opened.files.reads.filter((path) => /\.([cm]?[jt]sx?|py)$/.test(path)));
  return { ...opened, problems, milliseconds, parses: Math.max(0, ...parsed.values(), ...modules.values()) };
}

function checkConfigs(project: Project): readonly Problem[] {
  return project.configs.flatMap((path) => {
    const analysis = project.analyse(path);
    return analysis === undefined ? [] : check(analysis);
  });
}

/** How often each configuration's text was parsed since the map was emptied; a TOML file may be gone through repeatedly. */
const parsed = new Map<string, number>();

for (const syntax of [jsoncSyntax, tomlSyntax, typeScriptSyntax]) countParses(syntax);

function countParses(syntax: ConfigSyntax): void {
  const plain = { ...syntax };
  const counting = (text: string): ConfigDocument => {
    const times = syntax === tomlSyntax ? readToml(text).readings : 1;
    parsed.set(text, (parsed.get(text) ?? 0) + times);
    return plain.parse(text);
  };
  Object.assign(syntax, { parse: counting });
}

function countOf(paths: readonly FilePath[]): ReadonlyMap<FilePath, number> {
  const counts = new Map<FilePath, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

/** Parses what a check has read with the parsers alone. Returns the milliseconds that it took. */
export function parseBarely({ project, files }: TestProject): number {
  const analyses = project.configs.flatMap((path) => project.analyse(path) ?? []);
  const modules = [...new Set(analyses.flatMap(modulesOf))].map((path) => ({ path, text: files.readFile(path) ?? "" }));
  const start = performance.now();
  for (const { path, config } of analyses) parseConfig(path, config.document);
  for (const { path, text } of modules) parseModule(path, text);
  return performance.now() - start;
}

/** The modules of the Workers of a configuration, and entries that were given up. */
function modulesOf({ path, workers }: Analysis): readonly FilePath[] {
  return workers.flatMap(({ entry, environment: { main } }) => {
    const reached = entry.kind === "module" ? [...entry.modules.values()].map((each) => each.path) : [];
    return main === undefined ? reached : [...reached, join(dirname(path), main.value)];
  });
}

function parseConfig(path: FilePath, { format, text }: ConfigDocument): void {
  if (format === "typescript") parseModule(path, text);
  else if (format === "toml") parseTomlBarely(text);
  else attempt(() => parseTree(text, [], { allowTrailingComma: true }));
}

/** The parser stops at the first error, where a person still has the rest checked: then statement by statement. */
function parseTomlBarely(text: string): void {
  const parse = (part: string) => attempt(() => parseTOML(part, { tomlVersion: "1.1" }));
  if (parse(text)) return;
  for (const { span } of cutStatements(text).statements) parse(text.slice(span.start, span.end));
}

function attempt(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** Below this many milliseconds of parsing, a check is held against so many: nobody feels it, and the clock is coarse. */
const leastBare = 1;

/** How much longer a check takes than the bare parse. */
export function ratioOf({ check, bare }: Times): number {
  return check / Math.max(bare, leastBare);
}

/** The best of several measurements, in which other processes of the machine do not count. */
export function measuredAgain(input: Input, first: Times): Times {
  const checked = checkAnew(input);
  let best = first;
  for (let round = 0; round < 5 && ratioOf(best) >= mostRatio; round++) {
    best = {
      check: Math.min(
        best.check,
        workOf(() => checkAnew(input)),
      ),
      bare: Math.min(
        best.bare,
        workOf(() => parseBarely(checked)),
      ),
    };
  }
  return best;
}

/** The milliseconds that this thread works on one run: of as many runs as its clock, which is a coarse one, needs. */
function workOf(run: () => void): number {
  const start = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    run();
    const { user, system } = process.threadCpuUsage(start);
    const milliseconds = (user + system) / 1000;
    if (milliseconds > 20) return milliseconds / runs;
  }
}

/** So many times the bare parse of a text may its check take, of all but one in a thousand. */
export const mostRatio = 10;
