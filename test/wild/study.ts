import { readFileSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../../src/core/check.ts";
import type { Project } from "../../src/core/project.ts";
import { LineMap } from "../../src/core/text/lineMap.ts";
import { relative, toFilePath } from "../../src/core/text/path.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";
import { breaksOf, type Broken } from "./breaks.ts";
import { checkOne, isSerious, open } from "./project.ts";

/** What a folder of Workers gives. */
export interface Study {
  readonly title: string;
  readonly configs: number;
  /** Configurations with a Durable Object binding, migration or export. */
  readonly concerned: number;
  readonly findings: readonly Finding[];
  readonly entries: Entries;
  readonly breaks: readonly Broken[];
}

/** A problem that is more than a hint, as text. */
export interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly place: string;
  readonly text: string;
  readonly message: string;
}

export interface Entries {
  /** Configurations about Durable Objects whose `main` is there. */
  readonly there: number;
  /** Why the exports of some of them are not known in full: `kind detail` at a configuration. */
  readonly open: readonly string[];
  readonly absent: number;
  readonly none: number;
}

/** Looks at every configuration below a folder. */
export function study(folder: string): Study {
  const root = toFilePath(path.resolve(folder));
  const project = open(diskFiles, root);
  const problems = project.configs.flatMap((config) => checkOne(project, config));
  const concerned = project.configs.filter((config) => isConcerned(project, config));
  const breaks = concerned.flatMap((config) => breaksOf({ root, config, project, files: diskFiles }));
  return {
    title: path.basename(root),
    configs: project.configs.length,
    concerned: concerned.length,
    findings: problems.filter(isSerious).map((problem) => inWords(root, problem)),
    entries: entriesOf(project, concerned, root),
    breaks,
  };
}

function isConcerned(project: Project, config: FilePath): boolean {
  const workers = project.analyse(config)?.workers ?? [];
  return workers.some(({ environment, lifecycle }) => environment.bindings.length > 0 || lifecycle.dialect !== "none");
}

function entriesOf(project: Project, configs: readonly FilePath[], root: FilePath): Entries {
  const open: string[] = [];
  const count = { there: 0, absent: 0, none: 0 };
  for (const config of configs) {
    const entry = project.analyse(config)?.workers[0].entry;
    if (entry === undefined || entry.kind === "none") count.none++;
    else if (entry.kind === "missing") count.absent++;
    else {
      count.there++;
      const reasons = entry.kind === "module" ? entry.exports.open : [{ kind: entry.language, detail: "" }];
      const [first] = reasons;
      if (first !== undefined) open.push(`${first.kind} ${first.detail} (${relative(root, config)})`);
    }
  }
  return { ...count, open };
}

function inWords(root: FilePath, problem: Problem): Finding {
  const text = readFileSync(problem.path, "utf8").replace(/^\ufeff/, "");
  const { line, column } = new LineMap(text).positionAt(problem.span.start);
  return {
    rule: problem.rule,
    severity: problem.severity,
    place: `${relative(root, problem.path)}:${line + 1}:${column + 1}`,
    text: text.slice(problem.span.start, problem.span.end).slice(0, 80),
    message: problem.message,
  };
}
