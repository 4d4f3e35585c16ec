import type { Connection, GenericRequestHandler } from "vscode-languageserver";
import type { RunResult } from "../core/wrangler/findings/finding.ts";
import { reached } from "../core/queries/progress.ts";
import { wranglerRule } from "../core/wrangler/runProblems.ts";
import { summarize } from "../core/wrangler/summarize.ts";
import type { CheckError, Target } from "../core/wrangler/summary.ts";
import type { FilePath } from "../core/text/span.ts";
import type { ListedWorker, ProblemCounts, Requests, ToEditor, ToServer } from "../protocol.ts";
import type { ServerPorts } from "./ports.ts";
import type { Workspace } from "./workspace.ts";

/** Answers our own requests, and tells when their answers are others. */
export function registerOwnRequests(connection: Connection, workspace: Workspace, ports: ServerPorts): void {
  const state: Told = { text: undefined, reached: 0, timer: undefined };
  answer(connection, "durableObjects/rulePage", ({ rule }) => ports.rulePage(rule) ?? null);
  answer(connection, "durableObjects/workers", async () => {
    await workspace.idle();
    const workers = listWorkers(workspace);
    state.text = JSON.stringify(workers);
    return workers;
  });
  answer(connection, "durableObjects/errors", async (target) => {
    await workspace.idle();
    return deployErrors(workspace, target);
  });
  connection.onNotification("durableObjects/wranglerRun" satisfies keyof ToServer, (run: RunResult) =>
    workspace.wranglerRan(run),
  );
  connection.onNotification("durableObjects/trustGranted" satisfies keyof ToServer, () => workspace.openHistory());
  workspace.onIdle(() => {
    // Views need not follow every keystroke.
    state.timer ??= setTimeout(() => {
      state.timer = undefined;
      tellWorkers(connection, workspace, state);
    }, quietTime).unref();
  });
}

/** Between a check and the news of it, in milliseconds. */
const quietTime = 100;

interface Told {
  /** What the editor knows; undefined until it has asked. */
  text: string | undefined;
  /** How many milestones it knows to be reached. */
  reached: number;
  timer: NodeJS.Timeout | undefined;
}

/** An editor that never asked needs only the number. */
function tellWorkers(connection: Connection, workspace: Workspace, state: Told): void {
  const isAsked = state.text?.startsWith("[") === true;
  const { project } = workspace;
  const analyses = project.configs.map((config) => project.analyse(config));
  const news = { count: project.configs.length, reached: reached(analyses.flatMap((each) => each?.workers ?? [])) };
  const text = JSON.stringify(isAsked ? listWorkers(workspace) : news.count);
  const isSame = text === state.text && news.reached.length === state.reached;
  if (isSame) return;
  Object.assign(state, { text, reached: news.reached.length });
  tell(connection, "durableObjects/workersChanged", news);
}

function listWorkers({ project, folders, documents, diagnostics }: Workspace): readonly ListedWorker[] {
  return project.configs.flatMap((config) => {
    const analysis = project.analyse(config);
    if (analysis === undefined) return [];
    const [top, ...named] = analysis.workers;
    return {
      configUri: documents.uriOf(config),
      folderUri: folders.of(config)?.uri ?? null,
      summary: summarize(top, named),
      problems: countProblems(config, diagnostics),
    };
  });
}

/** The errors of one environment; those that several share have none of their own. What wrangler said before does not count. */
function deployErrors({ diagnostics }: Workspace, { configPath, environment }: Target): readonly CheckError[] {
  return diagnostics
    .of(configPath)
    .filter(({ problem }) => problem.severity === "error" && problem.rule !== wranglerRule)
    .filter(({ problem }) => problem.environment === null || problem.environment === environment)
    .map(({ problem, diagnostic }) => ({
      rule: problem.rule,
      message: problem.message,
      path: problem.path,
      line: diagnostic.range.start.line,
    }));
}

function countProblems(config: FilePath, diagnostics: Workspace["diagnostics"]): ProblemCounts {
  const severities = diagnostics.of(config).map(({ problem }) => problem.severity);
  const errors = severities.filter((each) => each === "error").length;
  const warnings = severities.filter((each) => each === "warning").length;
  return { errors, warnings, others: severities.length - errors - warnings };
}

/** Answers one of our own requests. */
export function answer<Name extends keyof Requests>(
  connection: Connection,
  name: Name,
  handler: (params: Requests[Name]["params"]) => Requests[Name]["result"] | Promise<Requests[Name]["result"]>,
): void {
  const generic: GenericRequestHandler<unknown, void> = (params: Requests[Name]["params"]) => handler(params);
  connection.onRequest(name, generic);
}

/** Sends one of our own notifications. */
export function tell<Name extends keyof ToEditor>(connection: Connection, name: Name, params: ToEditor[Name]): void {
  // It fails only where the connection is gone.
  connection.sendNotification(name, params).catch(() => undefined);
}
