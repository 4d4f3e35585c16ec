import { t } from "@vscode/l10n";
import type { Binding, EnvironmentConfig } from "../config/model.ts";
import type { LifecycleClass } from "../lifecycle/model.ts";
import { pendingMigrations } from "../lifecycle/pending.ts";
import type { RemoteBinding, Worker } from "../worker.ts";
import { environmentsSharingLifecycle, isOwn } from "./shared/bindings.ts";
import { exportOf } from "./shared/exported.ts";
import { removeBindings } from "./shared/retired.ts";
import type { Finding, Rule } from "./rule.ts";

export const migrationDeleteStillBound: Rule = {
  id: "migration-delete-still-bound",
  severity: "error",
  stage: "api",
  summary: "A deleted or renamed class that a binding still names",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    for (const found of worker.lifecycle.classes.values()) {
      if (found.state === "deleted" && worker.lifecycle.dialect === "migrations") yield* boundHere(worker, found);
      if (found.state === "deleted" || found.state === "renamed") yield* boundElsewhere(worker, found);
    }
  },
};

/**
 * The API looks at `class_name` alone when it is sent a deletion, also where `script_name` names another Worker; a class of
 * another Worker may well have the name of one that was deleted here long ago.
 */
function* boundHere(worker: Worker, { name, events }: LifecycleClass): Generator<Finding> {
  const isPending = pendingMigrations(worker).some((step) => step.tag?.value === events.at(-1)?.tag);
  const isMissing = exportOf(worker, name).kind === "missing";
  // A binding of this Worker's own whose class the code does not export is reported as that, with the same fixes.
  const isRefused = (binding: Binding, environment: EnvironmentConfig): boolean =>
    isOwn(binding, environment) ? !isMissing : isPending;
  const bindings = environmentsSharingLifecycle(worker).flatMap((environment) =>
    environment.bindings.filter((each) => each.className?.value === name && isRefused(each, environment)),
  );
  const [first, ...others] = bindings;
  if (first?.className === undefined) return;
  const message = t(
    "The migration “{1}” deletes the class {0}, which is still bound, so the deploy fails with code 10061; remove the binding, deploy, and delete the class with the next deploy.",
    name,
    events.at(-1)?.tag ?? "",
  );
  yield {
    at: first.className.span,
    message,
    fixes: [removeBindings(name, bindings)],
    related: placesOf(others).map((span) => ({
      place: { path: worker.config.path, span },
      message: t("{0} is bound here too.", name),
    })),
  };
}

function placesOf(bindings: readonly Binding[]): readonly Binding["node"]["span"][] {
  return bindings.flatMap((each) => each.className?.span ?? []);
}

/**
 * Bindings of other Workers in the workspace, to any environment with this lifecycle; what is only a template or for tests
 * does not count.
 */
function* boundElsewhere(worker: Worker, { name, state, events }: LifecycleClass): Generator<Finding> {
  const last = events.at(-1);
  const bindings = environmentsSharingLifecycle(worker)
    .flatMap(({ workerName }) => (workerName === undefined ? [] : worker.others.bindingsTo(workerName, name)))
    .filter((each) => isReal(each, worker));
  const [first] = bindings;
  if (first === undefined || last === undefined) return;
  const script = first.worker.environment.workerName ?? "";
  const message =
    state === "deleted"
      ? t(
          "{0} is deleted while the Worker {1} still binds it, so that the deletion is refused or that Worker breaks; remove the binding there and deploy that Worker first.",
          name,
          script,
        )
      : t(
          "{0} is renamed to {2}, but the Worker {1} still binds it by the old name, so the next deploy of that Worker fails with code 10061; bind {2} there.",
          name,
          script,
          last.other ?? "",
        );
  yield { at: last.span, message, severity: "warning", related: bindings.map((each) => relatedBinding(each, name)) };
}

function isReal({ worker, binding }: RemoteBinding, { config }: Worker): boolean {
  return worker.config !== config && worker.config.hintsOnly === undefined && binding.className !== undefined;
}

function relatedBinding({ worker, binding }: RemoteBinding, name: string): NonNullable<Finding["related"]>[number] {
  const { span } = binding.className ?? binding.node;
  const script = worker.environment.workerName ?? "";
  return { place: { path: worker.config.path, span }, message: t("{0} binds {1} here.", script, name) };
}
