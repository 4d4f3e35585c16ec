/** What the loopback API keeps of an account: as little as the answers of section "lifecycle" of Cloudflare's API need. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Free accounts have SQLite storage only; `paidWithoutKv` stands for those that never had a KV-backed namespace. */
  plan: "free" | "paid" | "paidWithoutKv";
  readonly scripts: Map<string, Script>;
}

export interface Script {
  readonly name: string;
  /** Class name → namespace; what is in here has data. */
  namespaces: Map<string, Namespace>;
  migrationTag: string | undefined;
  bindings: readonly Binding[];
  /** The tags that wrangler keeps for services and environments. */
  tags: readonly string[];
  /** Classes announced by `expecting-transfer`: class → Worker it comes from. */
  pendingTransfers: Map<string, string>;
  lastDeployedFrom: "wrangler" | "dash" | "api";
  secrets: readonly string[];
  versions: Version[];
  /** The newest first. */
  deployments: readonly Deployment[];
  isOnWorkersDev: boolean;
}

export interface Deployment {
  readonly id: string;
  readonly createdOn: string;
  /** Version id → share in percent. */
  readonly shares: ReadonlyMap<string, number>;
  readonly message: string | undefined;
}

export interface Namespace {
  readonly id: string;
  readonly storage: "sqlite" | "kv";
}

export interface Binding {
  readonly name: string;
  readonly className: string;
  readonly scriptName: string | undefined;
}

export interface Version {
  readonly id: string;
  readonly createdOn: string;
  /** `--message` and `--tag` of the upload. */
  readonly message: string | undefined;
  readonly tag: string | undefined;
  /** Those that the Worker had when it was uploaded: a rollback to another state of them has to be confirmed. */
  readonly secrets: readonly string[];
  readonly exports: Readonly<Record<string, ExportEntry>>;
  readonly bindings: readonly Binding[];
}

/** The `metadata` part of an upload, as far as it concerns Durable Objects, and what the code exports. */
export interface Upload {
  readonly bindings: readonly Binding[];
  readonly migrations: Migrations | undefined;
  readonly exports: Readonly<Record<string, ExportEntry>>;
  readonly exportedClasses: ReadonlySet<string>;
  readonly compatibilityDate: string | undefined;
  readonly message?: string | undefined;
  readonly tag?: string | undefined;
}

export interface Migrations {
  readonly old_tag?: string;
  readonly new_tag: string;
  readonly steps: readonly MigrationStep[];
}

export interface MigrationStep {
  readonly new_classes?: readonly string[];
  readonly new_sqlite_classes?: readonly string[];
  readonly deleted_classes?: readonly string[];
  readonly renamed_classes?: readonly { readonly from: string; readonly to: string }[];
  readonly transferred_classes?: readonly {
    readonly from: string;
    readonly from_script: string;
    readonly to: string;
  }[];
}

export interface ExportEntry {
  readonly type: string;
  readonly state?: "created" | "deleted" | "renamed" | "transferred" | "expecting-transfer";
  readonly storage?: "sqlite" | "legacy-kv";
  readonly renamed_to?: string;
  readonly transferred_to?: string;
  readonly transfer_from?: string;
}

/** A refusal: nothing of the account has changed. */
export class ApiFailure extends Error {
  readonly code: number;
  readonly status: number;
  readonly details: readonly ScenarioDetail[] | undefined;

  constructor(code: number, message: string, more: { status?: number; details?: readonly ScenarioDetail[] } = {}) {
    super(message);
    this.code = code;
    this.status = more.status ?? 400;
    this.details = more.details;
  }
}

export interface ScenarioDetail {
  readonly class: string;
  readonly scenario: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly referencing_scripts?: readonly string[];
}

export function newAccount(id: string, name: string, plan: Account["plan"] = "paid"): Account {
  return { id, name, plan, scripts: new Map() };
}

export function newScript(name: string): Script {
  return {
    name,
    namespaces: new Map(),
    migrationTag: undefined,
    bindings: [],
    tags: [],
    pendingTransfers: new Map(),
    lastDeployedFrom: "wrangler",
    secrets: [],
    versions: [],
    deployments: [],
    isOnWorkersDev: false,
  };
}

let count = 0;

/** An id in the form of a UUID; the API writes version ids without hyphens in one place, and wrangler puts them back. */
export function newId(): string {
  count++;
  return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
}

/** A time after all that were given before. */
export function newTime(): string {
  count++;
  return new Date(Date.UTC(2026, 10, 1) + count * 60_000).toISOString();
}

/** The Workers (other than its own) whose deployed bindings refer to a class. */
export function referringScripts(account: Account, owner: string, className: string): readonly string[] {
  return [...account.scripts.values()]
    .filter((script) => script.name !== owner)
    .filter((script) => script.bindings.some((each) => each.scriptName === owner && each.className === className))
    .map((script) => script.name);
}
