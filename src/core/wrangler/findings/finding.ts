import type { Target } from "../summary.ts";

/** What wrangler, workerd or the API refuses, complains of, or throws, once its text was understood. */
export interface WranglerFinding {
  readonly kind: FindingKind;
  readonly severity: "error" | "warning";
  /** What it is about, as far as the text says so; whoever knows the files finds the place from it. */
  readonly guilty: Guilty;
  /** wrangler's own words, without colours. */
  readonly original: string;
  /** The code of the Cloudflare API, or undefined where the text has none. */
  readonly code?: number;
  /** The scenario of a refused reconciliation of `exports` (code 100402). */
  readonly scenario?: string;
}

/** The things of a Worker that a text names. */
export interface Guilty {
  /** The class; several where the text leaves open which of them it is. */
  readonly classes?: readonly string[];
  readonly binding?: string;
  /** The tag of a migration. */
  readonly tag?: string;
  /** The other Worker. */
  readonly script?: string;
  /** Other Workers that still use the class. */
  readonly scripts?: readonly string[];
  /** A field of the configuration as wrangler writes it: `env.staging.durable_objects.bindings[0]`. */
  readonly field?: string;
  /** An export of the entry module. */
  readonly exportName?: string;
  readonly place?: CodePlace;
}

/** A place in a file as wrangler prints it: absolute, or relative to the folder it runs in. */
export interface CodePlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export type FindingKind =
  | ConfigurationKind
  | BuildKind
  | StartupKind
  | LegacyApiKind
  | ExportsApiKind
  | "runtimeException"
  | AccountKind
  | "unknown";

export type ConfigurationKind =
  | "configurationField"
  | "configurationSyntax"
  | "unknownEnvironment"
  | "replayCreatesExisting"
  | "replayNeedsMissing"
  | "compatibilityDateMissing"
  | "compatibilityDateFuture"
  | "serviceWorkerFormat";

export type BuildKind = "boundClassNotExported" | "buildError" | "entryNotFound";

export type StartupKind =
  | "declaredClassNotExported"
  | "declaredClassIsNoClass"
  | "exportIsNothing"
  | "exportIsNoHandler"
  | "remoteClassMissing"
  | "runtimeTooOld"
  | "addressInUse";

export type LegacyApiKind =
  | "bindingWithoutNamespace"
  | "bindingToMissingExport"
  | "bindingToMissingWorker"
  | "deleteWhileBound"
  | "classGone"
  | "createNotExported"
  | "createExisting"
  | "stepOnMissingClass"
  | "severalStepsForClass"
  | "notSqlite"
  | "tagPrecondition"
  | "freePlanNeedsSqlite"
  | "kvRefused"
  | "migrationInVersionsUpload"
  | "scriptRefused";

export type ExportsApiKind = "exportsScenario" | "exportsDiffer" | "bindingNeedsDeploy";

export type AccountKind =
  | "notLoggedIn"
  | "severalAccounts"
  | "refusedByStrict"
  | "workerNotDeployed"
  | "apiFailed"
  | "apiUnreachable";

/** What one run of wrangler came to, for problems that the next run of the same kind takes back. */
export interface RunResult {
  /** Equal for runs that replace each other: the same command for the same Worker. */
  readonly source: string;
  readonly target: Target;
  /** The folder wrangler ran in, which relative places refer to. */
  readonly folder: string;
  readonly findings: readonly WranglerFinding[];
}
