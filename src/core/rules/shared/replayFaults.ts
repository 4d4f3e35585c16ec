import { t } from "@vscode/l10n";
import type { ConfigPath } from "../../config/tree.ts";
import { isLive, type LifecycleEvent, type ReplayFault } from "../../lifecycle/model.ts";
import { pendingMigrations } from "../../lifecycle/pending.ts";
import { removeEvent } from "../../lifecycle/rewrite.ts";
import { isPruned } from "../../lifecycle/tags.ts";
import { closest } from "../../text/closest.ts";
import type { Worker } from "../../worker.ts";
import { isAtLeast } from "../../wranglerInUse.ts";
import { configFix } from "./configFix.ts";
import type { Finding, Fix, Related } from "../rule.ts";

/** The first wrangler that replays `migrations` itself, in every command that needs the classes. */
const replaysSince = "4.131.0";

/** The faults of the replay of one kind. */
export function faultsOf({ lifecycle }: Worker, kind: ReplayFault["kind"]): readonly ReplayFault[] {
  return lifecycle.faults.filter((each) => each.kind === kind);
}

/** Who refuses a fault of the replay: the wrangler in use itself, or only the API when the migration is sent. */
export type Refuser = "wrangler" | "api";

/**
 * Who refuses a fault with the wrangler in use. Undefined where nobody need: an older wrangler does not replay, and the
 * oldest migrations may have been removed, as Cloudflare allows once they are applied.
 */
export function refuserOf(worker: Worker): Refuser | undefined {
  if (isAtLeast(worker.wrangler, replaysSince)) return "wrangler";
  return isPruned(worker.environment.migrations.value) ? undefined : "api";
}

/** The findings of a rule about faults of one kind: what only the API would refuse is a warning. */
export function* faultFindings(
  worker: Worker,
  kind: ReplayFault["kind"],
  find: (fault: ReplayFault, refuser: Refuser) => Finding,
): Generator<Finding> {
  const refuser = refuserOf(worker);
  if (refuser === undefined) return;
  for (const fault of faultsOf(worker, kind)) {
    yield { ...find(fault, refuser), ...(refuser === "api" && { severity: "warning" }) };
  }
}

/** Takes a class out of the field it stands in; the migration stays with its tag if that may be applied. */
export function dropFix(worker: Worker, { field, className, index }: ReplayFault): Fix {
  const step = worker.environment.migrations.value[index];
  const isPending = step !== undefined && pendingMigrations(worker).includes(step);
  const isPair = typeof className.path.at(-1) === "string";
  const path: ConfigPath = isPair ? className.path.slice(0, -1) : className.path;
  const title = t("Remove {0} from `{1}`", className.value, field);
  return isPending
    ? configFix(title, removeEvent(worker.environment, className))
    : configFix(title, { kind: "remove", path, prune: true });
}

/**
 * Adds a class to the first migration, as if it had been created there: harmless where that migration is applied, as its
 * text is not looked at again. None for a fault in the first migration itself, where deletions and renames come first.
 */
export function createEarlierFix({ environment }: Worker, { className, index }: ReplayFault): readonly Fix[] {
  const [first] = environment.migrations.value;
  if (first === undefined || index === 0) return [];
  const title = t("Create {0} in the first migration, if that is applied", className.value);
  return [
    configFix(title, { kind: "append", path: [...first.node.path, "new_sqlite_classes"], value: className.value }),
  ];
}

/** A live class of a near name may have been meant. */
export function respellFix({ lifecycle }: Worker, { className }: ReplayFault): readonly Fix[] {
  const live = [...lifecycle.classes.values()].filter(isLive).map((each) => each.name);
  const intended = closest(className.value, live);
  if (intended === undefined) return [];
  const title = t("Change “{0}” to “{1}”", className.value, intended);
  return [configFix(title, { kind: "set", path: className.path, value: intended })];
}

/** What made a class, in the migrations up to the one at `index`. */
export function eventBefore(
  { environment, lifecycle }: Worker,
  name: string,
  index: number,
): LifecycleEvent | undefined {
  const before = environment.migrations.value.slice(0, index + 1).map((each) => each.node.path);
  return lifecycle.classes
    .get(name)
    ?.events.findLast(
      (event) =>
        ["created", "renamedFrom", "transferredFrom"].includes(event.kind) &&
        before.some((step) => step.every((part, at) => part === event.path[at])),
    );
}

/** The same as related information. */
export function relatedEvent({ config }: Worker, event: LifecycleEvent | undefined): readonly Related[] {
  if (event === undefined) return [];
  return [{ place: { path: config.path, span: event.span }, message: t("It comes into being here.") }];
}
