import type { EnvironmentConfig } from "../config/model.ts";
import { child, childString, type ConfigNode } from "../config/tree.ts";
import type { Lifecycle, LifecycleEvent } from "../lifecycle/model.ts";
import { durableObjectExports } from "../rules/shared/exported.ts";
import { dirname, join } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import type { BindingSummary, ClassEvent, EnvironmentSummary, LifecycleSummary, WorkerSummary } from "./summary.ts";

/** The summary of a configuration from its Workers, one per environment, the top level first. */
export function summarize(top: Worker, named: readonly Worker[]): WorkerSummary {
  const root = top.environment.node;
  const port = child(child(root, "dev"), "port");
  return {
    configPath: top.config.path,
    environments: [summarizeEnvironment(top), ...named.map(summarizeEnvironment)],
    devPort: port?.kind === "number" ? Number(port.value) : undefined,
    accountId: accountIn(root),
  };
}

function summarizeEnvironment(worker: Worker): EnvironmentSummary {
  const { config, environment, lifecycle, committed } = worker;
  const main = environment.main?.value;
  return {
    name: environment.name,
    workerName: environment.workerName,
    main: main === undefined ? undefined : join(dirname(config.path), main),
    compatibilityDate: environment.compatibilityDate?.value,
    accountId: accountIn(environment.node),
    lifecycle: lifecycleSummary(environment, lifecycle),
    bindings: bindingSummaries(environment),
    exported: durableObjectExports(worker),
    committed: committed && {
      lifecycle: lifecycleSummary(committed.environment, committed.lifecycle),
      bindings: bindingSummaries(committed.environment),
    },
  };
}

function accountIn(node: ConfigNode): string | undefined {
  return childString(node, "account_id")?.value;
}

function lifecycleSummary(environment: EnvironmentConfig, { dialect, classes }: Lifecycle): LifecycleSummary {
  return {
    dialect,
    classes: [...classes.values()].map(({ name, storage, state, events }) => ({
      name,
      storage,
      state,
      events: events.map(eventSummary),
    })),
    tags: environment.migrations.value.flatMap(({ tag }) => (tag === undefined ? [] : [tag.value])),
  };
}

function eventSummary({ kind, tag, other, script }: LifecycleEvent): ClassEvent {
  return { kind, tag, ...(other !== undefined && { other }), ...(script !== undefined && { script }) };
}

function bindingSummaries({ bindings }: EnvironmentConfig): readonly BindingSummary[] {
  return bindings.flatMap(({ name, className, scriptName }) =>
    name === undefined || className === undefined
      ? []
      : [{ name: name.value, className: className.value, scriptName: scriptName?.value || undefined }],
  );
}
