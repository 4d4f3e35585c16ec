import type * as vscode from "vscode";
import type { DeployedState, EnvironmentSummary, Target } from "../../core/wrangler/summary.ts";
import { keyOf } from "./sessions.ts";

/** What became of the last deploy from here. */
export interface DeployRecord {
  readonly account: string | undefined;
  readonly workerName: string | undefined;
  /** Undefined where it is unknown whether the deploy arrived: it was cut or cancelled. */
  readonly state: DeployedState | undefined;
  readonly versionId: string | undefined;
}

/** Remembers, by workspace, what was deployed from here. */
export class DeployRecords {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** The record of a Worker, if it still has the name it was deployed under. */
  of(target: Target, workerName: string | undefined): DeployRecord | undefined {
    const record = this.#memory.get<DeployRecord>(recordKey(target));
    return record?.workerName === workerName ? record : undefined;
  }

  async deployed(
    target: Target,
    sent: EnvironmentSummary,
    more: Pick<DeployRecord, "account" | "versionId">,
  ): Promise<void> {
    const { lifecycle, bindings, workerName } = sent;
    await this.#memory.update(recordKey(target), {
      ...more,
      workerName,
      state: { lifecycle, bindings },
    } satisfies DeployRecord);
  }

  /** It is not known whether a deploy arrived, nor therefore what is deployed. */
  async unknown(target: Target, workerName: string | undefined): Promise<void> {
    const record: DeployRecord = { account: undefined, workerName, state: undefined, versionId: undefined };
    await this.#memory.update(recordKey(target), record);
  }

  async deleted(target: Target): Promise<void> {
    await this.#memory.update(recordKey(target), undefined);
  }
}

function recordKey(target: Target): string {
  return `wrangler.deployed ${keyOf(target)}`;
}
