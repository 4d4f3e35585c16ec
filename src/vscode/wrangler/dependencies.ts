import type * as vscode from "vscode";
import type { RunResult } from "../../core/wrangler/findings/finding.ts";
import type { DoneMilestone } from "../../core/wrangler/milestones.ts";
import type { FileSystem } from "../../core/ports.ts";
import type { CheckError, Target, WorkerSummary } from "../../core/wrangler/summary.ts";

/** What the wrangler features need of the rest of the extension. */
export interface WranglerDependencies {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly files: FileSystem;
  /** The Workers of the workspace; it waits until they are known. */
  readonly describeWorkers: () => Promise<readonly WorkerSummary[]>;
  /** The errors that the check finds for a Worker in an environment. */
  readonly errorsOf: (target: Target) => Promise<readonly CheckError[]>;
  /** Makes problems of what a run has come to, in place of what the run before it said. */
  readonly publishRun: (run: RunResult) => void;
  /** Takes down that something has been done for the first time. */
  readonly reach: (milestone: DoneMilestone) => void;
}
