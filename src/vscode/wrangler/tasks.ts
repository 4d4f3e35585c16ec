import * as vscode from "vscode";
import { toFilePath } from "../../core/text/path.ts";
import type { Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import { explainCannotStart } from "./cannotStart.ts";
import { targetName } from "./choice.ts";
import { deployFlow } from "./deployFlow.ts";
import { planDev } from "./devPlan.ts";
import { jobOf } from "./job.ts";
import { giveBack } from "./ports.ts";
import type { Services } from "./services.ts";
import { tailFlow } from "./tailFlow.ts";
import { codeOf, FlowTerminal, isSuccess, runShown, type Flow } from "./terminal.ts";
import { CannotStart } from "./tools.ts";

export const taskType = "durable-objects";

export const taskKinds = ["dev", "deploy", "types", "tail"] as const;

export type TaskKind = (typeof taskKinds)[number];

/** A task as `tasks.json` writes it. */
interface Definition extends vscode.TaskDefinition {
  readonly task: TaskKind;
  /** Relative to the workspace folder, or absolute. */
  readonly config?: string;
  readonly environment?: string;
  /**
   * False for a `dev` without the Workers it binds, as a debugger needs it. It is a part of the definition because VS Code
   * takes tasks with equal definitions for one, and may run the one it has seen before.
   */
  readonly withNeededWorkers?: boolean;
}

/** The task of a Worker: what commands start, and what `tasks.json` may name. */
export function taskFor(
  services: Services,
  kind: TaskKind,
  target: Target,
  summaries: readonly WorkerSummary[],
  isAlone = false,
): vscode.Task {
  const uri = vscode.Uri.file(target.configPath);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const definition: Definition = {
    type: taskType,
    task: kind,
    config: vscode.workspace.asRelativePath(uri, false),
    ...(target.environment !== null && { environment: target.environment }),
    ...(isAlone && { withNeededWorkers: false }),
  };
  const name = `${kind} ${targetName(
    summaries.find((each) => each.configPath === target.configPath),
    target,
  )}`;
  return toTask(services, definition, { folder, name, target: async () => target });
}

/** Lists `dev` and the rest for every Worker, and completes the tasks of `tasks.json`. */
export function taskProvider(services: Services): vscode.TaskProvider {
  return {
    async provideTasks() {
      const summaries = await services.describeWorkers();
      return summaries.flatMap((summary) =>
        summary.environments.flatMap(({ name }) =>
          taskKinds.map((kind) =>
            taskFor(services, kind, { configPath: summary.configPath, environment: name }, summaries),
          ),
        ),
      );
    },
    resolveTask(task) {
      if (!isDefinition(task.definition)) return undefined;
      const { definition } = task;
      const folder = typeof task.scope === "object" ? task.scope : vscode.workspace.workspaceFolders?.[0];
      return toTask(services, definition, {
        folder,
        name: task.name,
        target: async () => targetOf(services, definition, folder),
      });
    },
  };
}

interface Origin {
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly name: string;
  readonly target: () => Promise<Target | undefined>;
}

function toTask(services: Services, definition: Definition, { folder, name, target }: Origin): vscode.Task {
  const flow: Flow = async (io) => {
    const meant = await target();
    if (meant === undefined) return 130;
    const step = { kind: definition.task, target: meant, isAlone: definition.withNeededWorkers === false };
    try {
      return await flowOf(services, step)(io);
    } catch (error) {
      // Started from tasks.json, it was not asked before whether it can be.
      if (error instanceof CannotStart) void explainCannotStart(error, async () => vscode.tasks.executeTask(task));
      throw error;
    }
  };
  const execution = new vscode.CustomExecution(async () => new FlowTerminal(flow));
  const matchers = definition.task === "dev" ? ["$durable-objects"] : [];
  const scope = folder ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, scope, name, "Durable Objects", execution, matchers);
  task.isBackground = definition.task === "dev" || definition.task === "tail";
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, showReuseMessage: false, clear: true };
  return task;
}

interface Step {
  readonly kind: TaskKind;
  readonly target: Target;
  readonly isAlone: boolean;
}

function flowOf(services: Services, { kind, target, isAlone }: Step): Flow {
  switch (kind) {
    case "dev":
      return async (io) => {
        const summaries = await services.describeWorkers();
        const plan = await planDev(services.tools, target, { summaries, isAlone });
        const before = plan.before && (await runShown(plan.before, io));
        if (before === undefined || isSuccess(before)) return services.sessions.run(plan, io);
        giveBack(plan.ports);
        return codeOf(before.end);
      };
    case "deploy":
      return async (io) => deployFlow(services, "deploy", target, io);
    case "tail":
      return async (io) => tailFlow(services, target, io);
    case "types":
      return async (io) => {
        const { on, folder } = await jobOf(services, target);
        const spec = await services.tools.specOf({ kind: "types", on, path: undefined, isCheck: false }, folder);
        const outcome = await runShown(spec, io);
        services.publish("types", target, outcome);
        return codeOf(outcome.end);
      };
  }
}

/** The target that a task of `tasks.json` names; what it leaves open is asked for where it is not clear. */
async function targetOf(
  services: Services,
  { config, environment }: Definition,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<Target | undefined> {
  if (config === undefined) {
    const chosen = await services.choice.target(undefined);
    return environment === undefined ? chosen : chosen && { ...chosen, environment };
  }
  const uri = folder === undefined ? vscode.Uri.file(config) : vscode.Uri.joinPath(folder.uri, config);
  const configPath = toFilePath(uri.fsPath);
  const isKnown = (await services.describeWorkers()).some((each) => each.configPath === configPath);
  if (!isKnown) throw new Error(vscode.l10n.t("{0} is no wrangler configuration of this workspace.", config));
  return { configPath, environment: environment === undefined || environment === "" ? null : environment };
}

function isDefinition(definition: vscode.TaskDefinition): definition is Definition {
  return definition.type === taskType && taskKinds.some((kind) => kind === definition["task"]);
}
