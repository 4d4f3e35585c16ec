/**
 * Every id that `package.json` contributes and code refers to, written once. A test holds both against each other; run it
 * with UPDATE=1 to rewrite what is generated there.
 */

/** The commands around wrangler; what they do is loaded when one of them is first used. */
export const wranglerCommandNames = [
  "startDev",
  "stopDev",
  "restartDev",
  "openDev",
  "showDevOutput",
  "devActions",
  "debugDev",
  "deploy",
  "dryRun",
  "uploadVersion",
  "deployVersions",
  "rollback",
  "showDeployed",
  "tail",
  "pauseTail",
  "generateTypes",
  "login",
  "logout",
  "whoami",
  "deleteWorker",
  "openDashboard",
  "chooseWorker",
  "createProject",
  "showLocalData",
  "moveLocalData",
  "doctor",
  "reportIssue",
] as const;

/** The commands, without the prefix `durableObjects.` that all of them carry. */
export const commandNames = [
  "restartServer",
  "showLog",
  "showRulePage",
  "showPlaces",
  "openNode",
  "copyName",
  "findReferences",
  "goToClass",
  "goToBinding",
  "goToStep",
  "openConfiguration",
  "showMatrix",
  "addObject",
  "addBinding",
  "declareObjects",
  "insertCall",
  "convertLifecycle",
  "deleteObject",
  "renameObject",
  "transferObject",
  "convertFormat",
  ...wranglerCommandNames,
] as const;

export type CommandName = (typeof commandNames)[number];

/** The id a command has in VS Code. */
export function commandId<Name extends CommandName>(name: Name): `durableObjects.${Name}` {
  return `durableObjects.${name}`;
}

/** The context keys that `when` clauses ask, without the prefix `durableObjects.`. */
export const contextKeyNames = ["hasWorkers", "isReady", "runningConfigs"] as const;

export type ContextKeyName = (typeof contextKeyNames)[number];

/** The name a context key has in VS Code. */
export function contextKey<Name extends ContextKeyName>(name: Name): `durableObjects.${Name}` {
  return `durableObjects.${name}`;
}

/** What a person may set for a rule; `off` silences it. */
export const severityNames = ["off", "hint", "info", "warning", "error"] as const;

export type SeveritySetting = (typeof severityNames)[number];

/** What the server answers beside problems; each can be switched off. */
export const featureNames = [
  "navigation",
  "hover",
  "completion",
  "codeLens",
  "symbols",
  "outline",
  "schema",
  "sql",
] as const;

export type FeatureName = (typeof featureNames)[number];

/** The settings below `durableObjects.`, with their types; their defaults stand in `settingDefaults`. */
export interface Settings {
  /** Severity per rule id, in place of the rule's own. */
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  /** Glob patterns of configurations and folders that are not analysed, relative to the workspace folder. */
  readonly exclude: readonly string[];
  readonly "navigation.enabled": boolean;
  readonly "hover.enabled": boolean;
  readonly "completion.enabled": boolean;
  readonly "codeLens.enabled": boolean;
  readonly "symbols.enabled": boolean;
  readonly "outline.enabled": boolean;
  readonly "schema.enabled": boolean;
  /** Whether hover, completion and navigation know the tables in SQL. */
  readonly "sql.enabled": boolean;
  readonly "tree.revealActive": boolean;
  /** The Node that runs wrangler: absolute, or a name on the PATH; empty for `node`. */
  readonly "node.path": string;
  readonly "dev.arguments": readonly string[];
  readonly "dev.withNeededWorkers": boolean;
  readonly "deploy.arguments": readonly string[];
  readonly "types.generateOnSave": boolean;
  readonly "types.noticeStale": boolean;
  readonly "refactor.preview": boolean;
  readonly "trace.server": "off" | "messages" | "verbose";
}

export const settingDefaults: Settings = {
  rules: {},
  exclude: [],
  "navigation.enabled": true,
  "hover.enabled": true,
  "completion.enabled": true,
  "codeLens.enabled": true,
  "symbols.enabled": true,
  "outline.enabled": true,
  "schema.enabled": true,
  "sql.enabled": true,
  "tree.revealActive": true,
  "node.path": "",
  "dev.arguments": [],
  "dev.withNeededWorkers": true,
  "deploy.arguments": [],
  "types.generateOnSave": false,
  "types.noticeStale": true,
  "refactor.preview": false,
  "trace.server": "off",
};

export type SettingName = keyof Settings;
