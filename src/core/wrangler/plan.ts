import type { BindingSummary, ClassEvent, ClassSummary, DeployedState, EnvironmentSummary } from "./summary.ts";

/** What a deploy will do to the classes of one environment. */
export interface DeployPlan {
  /** How it is known what was deployed before: by a deploy made here, from git (which may be ahead of it), or not at all. */
  readonly basis: "deploy" | "git" | "none";
  readonly changes: readonly ClassChange[];
  /** Classes whose data this deploy deletes, or may delete where it is not known what is deployed. */
  readonly deletes: readonly Deletion[];
  readonly bindingsAdded: readonly BindingSummary[];
  readonly bindingsRemoved: readonly BindingSummary[];
  /** Tags that wrangler will send; undefined where that is not known, or there are none. */
  readonly pendingTags: readonly string[] | undefined;
  readonly warnings: readonly PlanWarning[];
}

export interface Deletion {
  readonly className: string;
  /** False where the deletion may have been applied long ago. */
  readonly isCertain: boolean;
}

export interface ClassChange {
  readonly kind: "created" | "renamed" | "transferredIn" | "transferredOut" | "deleted";
  readonly className: string;
  /** The other name of a rename. */
  readonly other?: string;
  /** The other Worker of a transfer. */
  readonly script?: string;
  readonly storage?: ClassSummary["storage"];
  readonly isCertain: boolean;
}

export type PlanWarning =
  /** The deployed tag is not in the file: wrangler sends every step again, which the API refuses. */
  | { readonly kind: "tagUnknown"; readonly tag: string }
  /** Live before, and neither live nor renamed, deleted or transferred now: the API refuses. */
  | { readonly kind: "classDropped"; readonly className: string }
  /** After the first deploy with `exports` there is no way back to `migrations`. */
  | { readonly kind: "toExports" }
  /** A rollback cannot cross what this deploy does. */
  | { readonly kind: "noRollback" };

/**
 * Compares what was deployed before with what is written now. `lastDeploy` is what the last deploy from here has sent; where
 * there is none, the committed version stands in for it, as far as it can.
 */
export function planDeploy(now: EnvironmentSummary, lastDeploy: DeployedState | undefined): DeployPlan {
  const before = lastDeploy ?? now.committed;
  const basis = lastDeploy !== undefined ? "deploy" : before !== undefined ? "git" : "none";
  const changes =
    before === undefined
      ? netChanges(now)
      : now.lifecycle.classes.flatMap((each) => changesOf(each, now, before, basis));
  const warnings = [...warningsOf(now, before), ...(changes.length > 0 ? [{ kind: "noRollback" } as const] : [])];
  return {
    basis,
    changes,
    deletes: changes
      .filter((each) => each.kind === "deleted")
      .map(({ className, isCertain }) => ({ className, isCertain })),
    bindingsAdded: difference(now.bindings, before?.bindings ?? []),
    bindingsRemoved: difference(before?.bindings ?? [], now.bindings),
    pendingTags: pendingTags(now, before),
    warnings,
  };
}

/** Whether nothing about classes, bindings or storage changes. */
export function isQuiet({ changes, bindingsAdded, bindingsRemoved, warnings }: DeployPlan): boolean {
  return changes.length + bindingsAdded.length + bindingsRemoved.length + warnings.length === 0;
}

type Basis = DeployPlan["basis"];

/** Where nothing is known, the whole history may be to come; what counts is what it comes to. */
function netChanges({ lifecycle }: EnvironmentSummary): readonly ClassChange[] {
  return lifecycle.classes.flatMap(({ name, state, storage }): readonly ClassChange[] => {
    if (state === "live") return [{ kind: "created", className: name, storage, isCertain: false }];
    return state === "deleted" ? [{ kind: "deleted", className: name, isCertain: false }] : [];
  });
}

function changesOf(
  each: ClassSummary,
  now: EnvironmentSummary,
  before: DeployedState,
  basis: Basis,
): readonly ClassChange[] {
  const pending = each.events.filter((event) => isPending(each, event, now, before));
  return [...pending.flatMap((event) => changeOf(each, event)), ...doubtfulDeletion(each, now, before, basis)];
}

/** Whether an event is new since `before`: its tag was not there, or, in `exports`, its class stood differently. */
function isPending(each: ClassSummary, event: ClassEvent, now: EnvironmentSummary, before: DeployedState): boolean {
  const previous = before.lifecycle.classes.find((other) => other.name === each.name);
  if (event.tag !== undefined && before.lifecycle.dialect !== "exports") {
    return !before.lifecycle.tags.includes(event.tag);
  }
  if (event.kind === "created") {
    // The target of a rename is no new class, and one that was expected from another Worker is that Worker's.
    const isTarget = now.lifecycle.classes.some((other) => other.events.some((one) => one.other === each.name));
    return previous?.state !== "live" && previous?.state !== "expecting-transfer" && !isTarget;
  }
  return event.kind === "expectsTransfer" ? previous?.state !== "expecting-transfer" : previous?.state === "live";
}

function changeOf(each: ClassSummary, event: ClassEvent): readonly ClassChange[] {
  const more = {
    isCertain: true,
    ...(event.other !== undefined && { other: event.other }),
    ...(event.script !== undefined && { script: event.script }),
  };
  switch (event.kind) {
    case "created":
      return [{ kind: "created", className: each.name, storage: each.storage, isCertain: true }];
    case "renamedTo":
      return [{ kind: "renamed", className: each.name, ...more }];
    case "deleted":
      return [{ kind: "deleted", className: each.name, isCertain: true }];
    case "transferredFrom":
    case "expectsTransfer":
      return [{ kind: "transferredIn", className: each.name, ...more }];
    case "transferredTo":
      return [{ kind: "transferredOut", className: each.name, ...more }];
    case "renamedFrom":
      return [];
  }
}

/**
 * What is committed need not be deployed: people commit a deletion and then deploy it. So where only git is known, the
 * deletions of the last tag, and all of `exports`, may still be to come.
 */
function doubtfulDeletion(
  each: ClassSummary,
  now: EnvironmentSummary,
  before: DeployedState,
  basis: Basis,
): readonly ClassChange[] {
  const last = each.events.at(-1);
  const isDoubtful = last?.tag === undefined || last.tag === now.lifecycle.tags.at(-1);
  if (basis !== "git" || last?.kind !== "deleted" || !isDoubtful || isPending(each, last, now, before)) return [];
  return [{ kind: "deleted", className: each.name, isCertain: false }];
}

function warningsOf(now: EnvironmentSummary, before: DeployedState | undefined): readonly PlanWarning[] {
  if (before === undefined) return [];
  const warnings: PlanWarning[] = [];
  const deployedTag = before.lifecycle.tags.at(-1);
  const isTagGone = deployedTag !== undefined && !now.lifecycle.tags.includes(deployedTag);
  if (isTagGone && now.lifecycle.dialect === "migrations") warnings.push({ kind: "tagUnknown", tag: deployedTag });
  if (before.lifecycle.dialect === "migrations" && now.lifecycle.dialect === "exports")
    warnings.push({ kind: "toExports" });
  const known = new Set(now.lifecycle.classes.map((each) => each.name));
  for (const { name, state } of before.lifecycle.classes) {
    if (state === "live" && !known.has(name)) warnings.push({ kind: "classDropped", className: name });
  }
  return warnings;
}

function pendingTags(now: EnvironmentSummary, before: DeployedState | undefined): readonly string[] | undefined {
  if (now.lifecycle.dialect !== "migrations" || before === undefined) return undefined;
  const deployedTag = before.lifecycle.tags.at(-1);
  const index = deployedTag === undefined ? -1 : now.lifecycle.tags.indexOf(deployedTag);
  return now.lifecycle.tags.slice(index + 1);
}

function difference(these: readonly BindingSummary[], those: readonly BindingSummary[]): readonly BindingSummary[] {
  return these.filter((each) => !those.some((other) => isSameBinding(each, other)));
}

function isSameBinding(a: BindingSummary, b: BindingSummary): boolean {
  return a.name === b.name && a.className === b.className && a.scriptName === b.scriptName;
}
