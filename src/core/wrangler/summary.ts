import type { Storage } from "../lifecycle/model.ts";
import type { FilePath } from "../text/span.ts";

/** A configuration as commands see it: plain data that crosses from the server to the editor's side. */
export interface WorkerSummary {
  readonly configPath: FilePath;
  /** The top level first, then the named environments in the order of the text. */
  readonly environments: readonly [EnvironmentSummary, ...EnvironmentSummary[]];
  /** `dev.port` as written, or undefined. */
  readonly devPort: number | undefined;
  /** `account_id` as written at the top level, or undefined. */
  readonly accountId: string | undefined;
}

/** A Worker in one environment. */
export interface EnvironmentSummary {
  /** Null for the top level. */
  readonly name: string | null;
  /** The name it is deployed under; undefined where the configuration gives none. */
  readonly workerName: string | undefined;
  /** The entry module as an absolute path, or undefined. */
  readonly main: FilePath | undefined;
  readonly compatibilityDate: string | undefined;
  /** The environment's own `account_id`; undefined where the top level's counts. */
  readonly accountId: string | undefined;
  readonly lifecycle: LifecycleSummary;
  readonly bindings: readonly BindingSummary[];
  /** The Durable Object classes that the entry exports, declared or not. */
  readonly exported: readonly string[];
  /** The same Worker as last committed, or undefined where there is no history of it. */
  readonly committed: DeployedState | undefined;
}

/** What a Worker's classes and bindings were at some time: what was deployed, or committed. */
export interface DeployedState {
  readonly lifecycle: LifecycleSummary;
  readonly bindings: readonly BindingSummary[];
}

export interface LifecycleSummary {
  readonly dialect: "migrations" | "exports" | "both" | "none";
  readonly classes: readonly ClassSummary[];
  /** The tags of `migrations` in their order; empty for `exports`, which has none. */
  readonly tags: readonly string[];
}

/** A class with everything that happens to it, step by step. */
export interface ClassSummary {
  readonly name: string;
  readonly storage: Storage | undefined;
  readonly state: "live" | "expecting-transfer" | "renamed" | "deleted" | "transferred";
  readonly events: readonly ClassEvent[];
}

export interface ClassEvent {
  readonly kind:
    | "created"
    | "renamedFrom"
    | "renamedTo"
    | "deleted"
    | "transferredFrom"
    | "transferredTo"
    | "expectsTransfer";
  /** The tag of its migration; undefined in `exports`. */
  readonly tag: string | undefined;
  /** The other class of a rename or transfer. */
  readonly other?: string;
  /** The other Worker of a transfer. */
  readonly script?: string;
}

export interface BindingSummary {
  readonly name: string;
  readonly className: string;
  /** The Worker that has the class; undefined for the Worker itself. */
  readonly scriptName: string | undefined;
}

/** Which Worker in which environment a command is about. */
export interface Target {
  readonly configPath: FilePath;
  /** Null for the top level. */
  readonly environment: string | null;
}

/** An error that the check found, as the question before a deploy shows it. */
export interface CheckError {
  readonly rule: string;
  readonly message: string;
  readonly path: FilePath;
  /** From 0. */
  readonly line: number;
}

/** The environment of a target, or undefined if the configuration has none of that name. */
export function environmentOf(summaries: readonly WorkerSummary[], target: Target): EnvironmentSummary | undefined {
  const found = summaries.find((each) => each.configPath === target.configPath);
  return found?.environments.find((each) => each.name === target.environment);
}
