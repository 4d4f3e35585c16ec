import * as vscode from "vscode";
import { basename, dirname, isInside, toFilePath } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { EnvironmentSummary, Target, WorkerSummary } from "../../core/wrangler/summary.ts";

/** Finds the Worker and the environment that a command is about, and asks only where that is not clear. */
export class Choice {
  readonly #describe: () => Promise<readonly WorkerSummary[]>;
  readonly #memory: vscode.Memento;

  constructor(describe: () => Promise<readonly WorkerSummary[]>, memory: vscode.Memento) {
    this.#describe = describe;
    this.#memory = memory;
  }

  /**
   * The target of a command's argument: a target, a configuration's URI, or nothing, which stands for the active editor.
   * Undefined if the person gave no answer, or there is no Worker.
   */
  async target(given: unknown): Promise<Target | undefined> {
    if (isTarget(given)) return given;
    const summaries = await this.#describe();
    if (summaries.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("There is no wrangler configuration in this workspace."));
      return undefined;
    }
    const found = this.#configMeant(summaries, given) ?? (await this.#askWorker(summaries));
    return found && this.#environment(found);
  }

  /** Asks for Worker and environment anew, and remembers the answers. */
  async ask(): Promise<Target | undefined> {
    const found = await this.#askWorker(await this.#describe());
    return found && this.#askEnvironment(found);
  }

  async summaryOf(target: Target): Promise<WorkerSummary | undefined> {
    return (await this.#describe()).find((each) => each.configPath === target.configPath);
  }

  /** What `--env` is to be: "" names the top level where there are environments. */
  async environmentOption(target: Target): Promise<string | undefined> {
    const summary = await this.summaryOf(target);
    return target.environment ?? ((summary?.environments.length ?? 1) > 1 ? "" : undefined);
  }

  #configMeant(summaries: readonly WorkerSummary[], given: unknown): WorkerSummary | undefined {
    if (summaries.length === 1) return summaries[0];
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    const path = uri?.scheme === "file" ? toFilePath(uri.fsPath) : undefined;
    const own = summaries.find((each) => each.configPath === path);
    if (own !== undefined) return own;
    const around = path === undefined ? [] : nearest(summaries, path);
    if (around.length === 1) return around[0];
    const remembered = this.#memory.get<string>(workerKey);
    return path === undefined ? summaries.find((each) => each.configPath === remembered) : undefined;
  }

  async #askWorker(summaries: readonly WorkerSummary[]): Promise<WorkerSummary | undefined> {
    const items = summaries.map((summary) => ({
      label: nameOf(summary),
      description: vscode.workspace.asRelativePath(summary.configPath),
      summary,
    }));
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which Worker?") });
    if (chosen !== undefined) await this.#memory.update(workerKey, chosen.summary.configPath);
    return chosen?.summary;
  }

  async #environment(summary: WorkerSummary): Promise<Target | undefined> {
    const { configPath, environments } = summary;
    if (environments.length === 1) return { configPath, environment: null };
    const remembered = this.#memory.get<string | null>(environmentKey(configPath));
    const isKnown = remembered !== undefined && environments.some((each) => each.name === remembered);
    return isKnown ? { configPath, environment: remembered } : this.#askEnvironment(summary);
  }

  async #askEnvironment({ configPath, environments }: WorkerSummary): Promise<Target | undefined> {
    if (environments.length === 1) return { configPath, environment: null };
    const items = environments.map((each) => ({ ...itemOf(each), environment: each.name }));
    const placeHolder = vscode.l10n.t("Which environment? The answer is remembered.");
    const chosen = await vscode.window.showQuickPick(items, { placeHolder });
    if (chosen === undefined) return undefined;
    await this.#memory.update(environmentKey(configPath), chosen.environment);
    return { configPath, environment: chosen.environment };
  }
}

const workerKey = "wrangler.worker";

function environmentKey(configPath: FilePath): string {
  return `wrangler.environment ${configPath}`;
}

function itemOf({ name, workerName }: EnvironmentSummary): vscode.QuickPickItem {
  const label = name ?? vscode.l10n.t("Top level");
  return workerName === undefined ? { label } : { label, description: workerName };
}

/** The configurations in the nearest folder around a file. */
function nearest(summaries: readonly WorkerSummary[], path: FilePath): readonly WorkerSummary[] {
  const around = summaries.filter((each) => isInside(dirname(each.configPath), path));
  const deepest = Math.max(...around.map((each) => dirname(each.configPath).length));
  return around.filter((each) => dirname(each.configPath).length === deepest);
}

/** The name of a Worker for people: that of its top level, or its file. */
export function nameOf({ environments, configPath }: WorkerSummary): string {
  return environments[0].workerName ?? basename(configPath);
}

/** The name of a Worker in an environment for people. */
export function targetName(summary: WorkerSummary | undefined, { configPath, environment }: Target): string {
  const found = summary?.environments.find((each) => each.name === environment);
  return found?.workerName ?? basename(configPath);
}

function isTarget(value: unknown): value is Target {
  return typeof value === "object" && value !== null && "configPath" in value && "environment" in value;
}
