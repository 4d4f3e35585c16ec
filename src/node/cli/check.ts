import type { CheckOptions, Problem } from "../../core/check.ts";
import { isExcluded } from "../../core/exclude.ts";
import type { Log } from "../../core/ports.ts";
import { Project, type Analysis } from "../../core/project.ts";
import { rules } from "../../core/rules/index.ts";
import { severityRank } from "../../core/rules/rule.ts";
import { dirname, join, toFilePath } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Worker } from "../../core/worker.ts";
import { diskFiles } from "../fileSystem.ts";
import { LazySqlite } from "../sqlite/load.ts";
import { visible } from "../reporters/visible.ts";
import { Places, type Report, type ReportedWorker } from "../reporters/report.ts";
import { readCheckArguments, type CheckArguments, type FailOn } from "./arguments.ts";
import { checkEnvironments, namedWorkers, requireEnvironments } from "./environments.ts";
import { fixAll } from "./fix.ts";
import { openHistory } from "./history.ts";
import type { Host } from "./host.ts";
import { findTargets, type Target } from "./paths.ts";
import { render } from "./render.ts";
import { SettingsReader } from "./settings.ts";
import { UsageError } from "./usage.ts";

/** `durable-objects check`. Returns the exit code, 0 or 1; throws a `UsageError` where it could not check. */
export async function runCheck(words: readonly string[], host: Host): Promise<number> {
  const wanted = readCheckArguments(
    words,
    rules.map((rule) => rule.id),
  );
  const current = toFilePath(host.folder);
  const settings = new SettingsReader(diskFiles);
  const targets = chooseTargets(findTargets(diskFiles, current, wanted.paths), settings, wanted);
  const history = await openHistory(
    targets.map((target) => target.config),
    wanted.against,
  );
  const sqlite = new LazySqlite(() => host.loadSql());
  const project = new Project({ files: diskFiles, clock: host, history, sql: () => sqlite.get() });
  for (const { config } of targets) project.add(config);
  const { readable, unreadable } = partition(targets, project);
  tellUnreadable(unreadable, host);
  const run = new CheckRun({ project, targets: readable, settings, wanted, log: logTo(host) });
  const found = await settledProblems({ project, run, sqlite });
  const roots = targets.map(({ root }) => root);
  const check = () => run.problems();
  const fixedFiles = wanted.isFixing ? fixAll({ files: diskFiles, project, roots, check }) : [];
  const report: Report = {
    workers: run.workers(),
    problems: wanted.isFixing ? run.problems() : found,
    fixedFiles,
    folder: current,
    files: diskFiles,
    places: new Places(diskFiles),
  };
  host.out.write(render(wanted.format, report, host));
  if (unreadable.length > 0) return 2;
  return isFailure(report.problems, wanted.failOn) ? 1 : 0;
}

interface Partition {
  readonly readable: readonly Target[];
  readonly unreadable: readonly Target[];
}

/** One file that cannot be read keeps no other from being checked. */
function partition(targets: readonly Target[], project: Project): Partition {
  const readable = targets.filter(({ config }) => project.analyse(config) !== undefined);
  const unreadable = targets.filter((target) => !readable.includes(target));
  const [first] = unreadable;
  if (readable.length === 0 && first !== undefined) throw new UsageError(`${first.config} cannot be read.`);
  return { readable, unreadable };
}

function tellUnreadable(targets: readonly Target[], { err }: Host): void {
  for (const { config } of targets) err.write(`durable-objects: ${visible(config)} cannot be read.\n`);
}

interface SqlRun {
  readonly project: Project;
  readonly run: CheckRun;
  readonly sqlite: LazySqlite;
}

/** What is wrong, after the parser of SQL has been loaded if any rule asked for it. */
async function settledProblems({ project, run, sqlite }: SqlRun): Promise<readonly Problem[]> {
  const found = run.problems();
  if (!sqlite.isWanted) return found;
  await sqlite.loaded();
  project.sqlLoaded();
  return run.problems();
}

/** A file that was named is checked even where the settings leave its folder out. */
function chooseTargets(found: readonly Target[], settings: SettingsReader, { paths }: CheckArguments) {
  const shown = paths.map((path) => `"${path}"`).join(", ");
  if (found.length === 0) throw new UsageError(`There is no wrangler configuration in ${shown}.`);
  const kept = found.filter(({ config, root, isNamed }) => {
    const near = settings.nearest(dirname(config), root);
    return isNamed || near === undefined || !isExcluded(near.exclude, near.folder, config);
  });
  if (kept.length === 0) throw new UsageError(`durableObjects.exclude leaves out every configuration in ${shown}.`);
  return kept;
}

interface CheckRunParts {
  readonly project: Project;
  readonly targets: readonly Target[];
  readonly settings: SettingsReader;
  readonly wanted: CheckArguments;
  readonly log: Log;
}

/** Checks the same targets in the same way as often as it is asked. */
class CheckRun {
  readonly #parts: CheckRunParts;

  constructor(parts: CheckRunParts) {
    this.#parts = parts;
    requireEnvironments(
      parts.targets.map((target) => this.#analyse(target.config)),
      parts.wanted.environments,
    );
  }

  /**
   * What is wrong now; a problem in a module that several configurations share stands there once, as the most severe:
   * a configuration of tests says less of it than the one that is deployed.
   */
  problems(): readonly Problem[] {
    const found = new Map<string, Problem>();
    for (const target of this.#parts.targets) {
      const analysis = this.#analyse(target.config);
      for (const problem of checkEnvironments(analysis, this.#parts.wanted.environments, this.#options(target))) {
        const key = `${problem.rule} ${problem.span.start} ${problem.span.end} ${problem.path} ${problem.message}`;
        const before = found.get(key);
        if (before === undefined || severityRank[problem.severity] < severityRank[before.severity]) {
          found.set(key, problem);
        }
      }
    }
    return [...found.values()];
  }

  workers(): readonly ReportedWorker[] {
    const { targets, wanted } = this.#parts;
    return targets.flatMap((target) => {
      const analysis = this.#analyse(target.config);
      const workers = namedWorkers(analysis, wanted.environments);
      return workers.length === 0 ? [] : [describe(analysis, workers)];
    });
  }

  #analyse(config: FilePath): Analysis {
    const analysis = this.#parts.project.analyse(config);
    if (analysis === undefined) throw new UsageError(`${config} cannot be read.`);
    return analysis;
  }

  #options({ config, root }: Target): CheckOptions {
    const { wanted, settings, log } = this.#parts;
    const near = settings.nearest(dirname(config), root);
    return { severityOf: (rule) => wanted.rules.get(rule) ?? near?.rules.get(rule), log };
  }
}

function describe({ path, config }: Analysis, workers: readonly Worker[]): ReportedWorker {
  const [top] = config.environments;
  return {
    config: path,
    name: top.workerName ?? null,
    entry: top.main === undefined ? null : join(dirname(path), top.main.value),
    environments: workers.flatMap(({ environment }) => environment.name ?? []),
  };
}

function isFailure(problems: readonly Problem[], failOn: FailOn): boolean {
  if (failOn === "never") return false;
  return problems.some(({ severity }) => severity === "error" || (failOn === "warning" && severity === "warning"));
}

/** A rule that fails must not pass unseen; everything less says nothing to whoever runs the check. */
function logTo(host: Host): Log {
  const write = (message: string): void => void host.err.write(`durable-objects: ${message}\n`);
  return { debug: () => {}, info: () => {}, warn: write, error: write };
}
