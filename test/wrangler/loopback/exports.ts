import {
  ApiFailure,
  newId,
  referringScripts,
  type Account,
  type ExportEntry,
  type Namespace,
  type ScenarioDetail,
  type Script,
  type Upload,
} from "./account.ts";

/** What the API tells of a reconciliation that it has made. */
export interface Reconciliation {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
  readonly renamed: { readonly from: string; readonly to: string }[];
  readonly transferred: { readonly class: string; readonly to: string; readonly phase: string }[];
  readonly transfer_pending: { readonly class: string; readonly from: string }[];
  readonly warnings: ScenarioDetail[];
  readonly info: ScenarioDetail[];
  readonly removable_entries: string[];
}

export interface Reconciled {
  readonly namespaces: Map<string, Namespace>;
  readonly pendingTransfers: Map<string, string>;
  readonly reconciliation: Reconciliation;
  /** Transfers to carry out in other Workers once everything was accepted. */
  readonly commits: readonly (() => void)[];
}

interface Work {
  readonly account: Account;
  readonly script: Script;
  readonly upload: Upload;
  readonly namespaces: Map<string, Namespace>;
  readonly pendingTransfers: Map<string, string>;
  readonly reconciliation: Reconciliation;
  readonly refused: ScenarioDetail[];
  readonly commits: (() => void)[];
}

/**
 * Holds the `exports` of an upload against its code and the Worker's namespaces, or throws code 100402 with a detail per
 * class (the scenarios of the API's description and of Cloudflare's error reference).
 */
export function reconcile(account: Account, script: Script, upload: Upload): Reconciled {
  const work: Work = {
    account,
    script,
    upload,
    namespaces: new Map(script.namespaces),
    pendingTransfers: new Map(script.pendingTransfers),
    reconciliation: {
      created: [],
      updated: [],
      deleted: [],
      renamed: [],
      transferred: [],
      transfer_pending: [],
      warnings: [],
      info: [],
      removable_entries: [],
    },
    refused: [],
    commits: [],
  };
  const entries = Object.entries(upload.exports).filter(([, entry]) => entry.type === "durable-object");
  for (const [name, entry] of entries) if ((entry.state ?? "created") !== "created") change(work, name, entry);
  for (const [name, entry] of entries) if ((entry.state ?? "created") === "created") live(work, name, entry);
  for (const name of script.namespaces.keys()) if (!(name in upload.exports)) undeclared(work, name);
  if (work.refused.length > 0) {
    throw new ApiFailure(100_402, "Durable Object exports reconciliation failed", { details: work.refused });
  }
  return work;
}

function live(work: Work, name: string, { storage }: ExportEntry): void {
  const { account, namespaces, upload } = work;
  const existing = namespaces.get(name);
  const wanted = storage === "legacy-kv" ? "kv" : "sqlite";
  if (!upload.exportedClasses.has(name)) {
    refuse(work, name, "config_export_not_in_code", "Declared in exports but not exported by the code");
  } else if (existing !== undefined) {
    if (existing.storage !== wanted) refuse(work, name, "storage_type_mismatch", "Storage type cannot be changed");
  } else if (wanted === "kv") {
    const scenario = account.plan === "free" ? "free_tier_requires_sqlite" : "invalid_export";
    refuse(work, name, scenario, "New namespaces require sqlite storage");
  } else {
    namespaces.set(name, { id: newId(), storage: "sqlite" });
    work.reconciliation.created.push(name);
  }
}

function change(work: Work, name: string, entry: ExportEntry): void {
  switch (entry.state) {
    case "deleted":
      return remove(work, name);
    case "renamed":
      return rename(work, name, entry.renamed_to ?? "");
    case "expecting-transfer":
      return expectTransfer(work, name, entry.transfer_from ?? "");
    case "transferred":
      return transfer(work, name, entry.transferred_to ?? "");
    case "created":
    case undefined:
  }
}

function remove(work: Work, name: string): void {
  const { namespaces, upload, reconciliation } = work;
  if (!namespaces.has(name)) return stale(work, name);
  const referring = referringScripts(work.account, work.script.name, name);
  if (upload.exportedClasses.has(name)) {
    refuse(work, name, "tombstone_delete_class_still_in_code", "Class is still exported by the code");
  } else if (referring.length > 0) {
    refuse(work, name, "tombstone_delete_blocked_by_external_bindings", "Class is bound by other Workers", referring);
  } else {
    namespaces.delete(name);
    reconciliation.deleted.push(name);
  }
}

function rename(work: Work, name: string, to: string): void {
  const { namespaces, upload, reconciliation } = work;
  const namespace = namespaces.get(name);
  if (namespace === undefined) return stale(work, name);
  const target = upload.exports[to];
  if (target === undefined || (target.state ?? "created") !== "created") {
    refuse(work, name, "invalid_export", `renamed_to names '${to}', which has no live entry`);
  } else if (namespaces.has(to)) {
    refuse(work, name, "tombstone_renamed_to_occupied", `'${to}' is already provisioned`);
  } else {
    namespaces.delete(name);
    namespaces.set(to, namespace);
    reconciliation.renamed.push({ from: name, to });
    if (upload.exportedClasses.has(name)) inform(work, name, "tombstone_class_still_in_code", "Class is still in code");
  }
}

function expectTransfer(work: Work, name: string, from: string): void {
  const source = work.account.scripts.get(from);
  if (work.namespaces.has(name)) {
    const scenario = "phase_one_transfer_target_class_provisioned";
    refuse(work, name, scenario, `'${name}' is already provisioned here`);
  } else if (source === undefined) {
    refuse(work, name, "phase_one_transfer_source_missing", `Worker '${from}' does not exist`);
  } else if (source.namespaces.size === 0) {
    refuse(work, name, "phase_one_transfer_source_namespace_missing", `Worker '${from}' has no such class`);
  } else {
    work.pendingTransfers.set(name, from);
    work.reconciliation.transfer_pending.push({ class: name, from });
  }
}

function transfer(work: Work, name: string, to: string): void {
  const namespace = work.namespaces.get(name);
  const target = work.account.scripts.get(to);
  if (namespace === undefined) return stale(work, name);
  if (target === undefined) return refuse(work, name, "transferred_target_missing", `Worker '${to}' does not exist`);
  if (target.pendingTransfers.get(name) !== work.script.name) {
    return refuse(work, name, "transferred_pending_not_found", `Worker '${to}' does not expect this class`);
  }
  work.namespaces.delete(name);
  work.reconciliation.transferred.push({ class: name, to, phase: "committed" });
  work.commits.push(() => {
    target.namespaces.set(name, namespace);
    target.pendingTransfers.delete(name);
  });
  return undefined;
}

function undeclared(work: Work, name: string): void {
  const isInCode = work.upload.exportedClasses.has(name);
  const scenario = isInCode ? "provisioned_class_missing_from_config" : "orphaned_provisioned_namespace";
  refuse(work, name, scenario, "Provisioned class has no entry in exports");
}

function refuse(work: Work, name: string, scenario: string, message: string, referring?: readonly string[]): void {
  work.refused.push({ class: name, scenario, message, ...(referring && { referencing_scripts: referring }) });
}

function stale(work: Work, name: string): void {
  inform(work, name, "stale_tombstone", "Already applied");
  work.reconciliation.removable_entries.push(name);
}

function inform(work: Work, name: string, scenario: string, message: string): void {
  work.reconciliation.info.push({ class: name, scenario, message });
}
