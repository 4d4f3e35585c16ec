import * as vscode from "vscode";
import { basename, dirname, isInside, toFilePath } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { ConfigurationReason } from "../../core/wrangler/doctor.ts";
import type { EnvironmentSummary, Target, WorkerSummary } from "../../core/wrangler/summary.ts";

/** The Worker and environment that a command is about, and why. */
export interface Meant {
  readonly target: Target;
  readonly because: ConfigurationReason;
}

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
    return (await this.meant(given))?.target;
  }

  /** The target together with the reason why it is the one. */
  async meant(given: unknown): Promise<Meant | undefined> {
    if (isTarget(given)) {
      const { configPath, environment } = given;
      return { target: { configPath, environment }, because: "given" };
    }
    const summaries = await this.#describe();
    if (summaries.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("There is no wrangler configuration in this workspace."));
      return undefined;
    }
    const found = this.#configMeant(summaries, given) ?? (await this.#askWorker(summaries));
    const target = found && (await this.#environment(found.summary));
    return target && { target, because: found.because };
  }

  /** The target that needs no question, at its top level; undefined where there is none. */
  async clear(): Promise<Meant | undefined> {
    const found = this.#configMeant(await this.#describe(), undefined);
    return found && { target: { configPath: found.summary.configPath, environment: null }, because: found.because };
  }

  /** Asks for Worker and environment anew, and remembers the answers. */
  async ask(): Promise<Target | undefined> {
    const found = await this.#askWorker(await this.#describe());
    return found && this.#askEnvironment(found.summary);
  }

  async summaryOf(target: Target): Promise<WorkerSummary | undefined> {
    return (await this.#describe()).find((each) => each.configPath === target.configPath);
  }

  #configMeant(summaries: readonly WorkerSummary[], given: unknown): FoundWorker | undefined {
    const [only, ...more] = summaries;
    if (only !== undefined && more.length === 0) return { summary: only, because: "only" };
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    const path = uri?.scheme === "file" ? toFilePath(uri.fsPath) : undefined;
    const own = summaries.find((each) => each.configPath === path);
    if (own !== undefined) return { summary: own, because: given instanceof vscode.Uri ? "given" : "open" };
    const around = path === undefined ? [] : nearest(summaries, path);
    const [nearestOne] = around;
    if (nearestOne !== undefined && around.length === 1) return { summary: nearestOne, because: "nearest" };
    const remembered = this.#memory.get<string>(workerKey);
    const known = (around.length === 0 ? summaries : around).find((each) => each.configPath === remembered);
    return known && { summary: known, because: "remembered" };
  }

  async #askWorker(summaries: readonly WorkerSummary[]): Promise<FoundWorker | undefined> {
    const items = summaries.map((summary) => ({
      label: nameOf(summary),
      description: vscode.workspace.asRelativePath(summary.configPath),
      summary,
    }));
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which Worker?") });
    if (chosen === undefined) return undefined;
    await this.#memory.update(workerKey, chosen.summary.configPath);
    return { summary: chosen.summary, because: "chosen" };
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

interface FoundWorker {
  readonly summary: WorkerSummary;
  readonly because: ConfigurationReason;
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

/** Whether an argument of a command is a target. */
export function isTarget(value: unknown): value is Target {
  return typeof value === "object" && value !== null && "configPath" in value && "environment" in value;
}
