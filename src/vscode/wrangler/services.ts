import type * as vscode from "vscode";
import type { DoneMilestone } from "../../core/wrangler/milestones.ts";
import type { CheckError, Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import type { LocalDataPages } from "../views/localData.ts";
import type { Accounts } from "./accounts.ts";
import type { Choice } from "./choice.ts";
import type { LiveLogs } from "./liveLog.ts";
import type { DeployRecords } from "./deployRecords.ts";
import type { Reports } from "./reports.ts";
import type { Sessions } from "./sessions.ts";
import type { Outcome } from "./terminal.ts";
import type { Tools } from "./tools.ts";

/** What the commands around wrangler share. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly tools: Tools;
  readonly choice: Choice;
  readonly sessions: Sessions;
  readonly liveLogs: LiveLogs;
  readonly localData: LocalDataPages;
  readonly reports: Reports;
  readonly records: DeployRecords;
  readonly accounts: Accounts;
  /** Whether a wrangler's command knows `--strict`, by its bin. */
  readonly strictKnown: Map<string, boolean>;
  readonly describeWorkers: () => Promise<readonly WorkerSummary[]>;
  readonly errorsOf: (target: Target) => Promise<readonly CheckError[]>;
  readonly reach: (milestone: DoneMilestone) => void;
  /** Makes problems of an outcome, in place of what the same command said before of the same Worker. */
  readonly publish: (command: string, target: Target, outcome: Pick<Outcome, "findings">) => void;
}
