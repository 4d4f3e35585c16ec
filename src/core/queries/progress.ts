import { isLive } from "../lifecycle/model.ts";
import { modulesOf } from "../rules/shared/code.ts";
import { envUses } from "../source/envUse.ts";
import type { SourceModule } from "../source/model.ts";
import { namespaceCalls } from "../source/namespaces.ts";
import type { Worker } from "../worker.ts";
import { classViews } from "./classView.ts";

/** What a first project has come to, in the order of Cloudflare's first guide. */
export const milestones = ["hasClass", "isCalled", "isBound", "isDeclared"] as const;

export type Milestone = (typeof milestones)[number];

/** The milestones that any of some Workers has reached. */
export function reached(workers: readonly Worker[]): readonly Milestone[] {
  return milestones.filter((each) => workers.some((worker) => has[each](worker)));
}

const has: Readonly<Record<Milestone, (worker: Worker) => boolean>> = {
  hasClass: (worker) => classViews(worker).some(({ declaration }) => declaration !== undefined),
  isCalled: isCalled,
  isBound: ({ environment }) => environment.bindings.length > 0,
  isDeclared: ({ lifecycle }) => [...lifecycle.classes.values()].some((each) => isLive(each)),
};

/** Whether a module reads a bound namespace, or asks one for an object that is bound only later. */
function isCalled(worker: Worker): boolean {
  const names = new Set(worker.environment.bindings.map(({ name }) => name?.value));
  return modulesOf(worker).some(
    (module) => envUses(module).some(({ name }) => names.has(name)) || asksForObject(module),
  );
}

/** `get` alone would be a method of other bindings too. */
function asksForObject(module: SourceModule): boolean {
  const methods = ["getByName", "idFromName", "idFromString", "newUniqueId"] as const;
  return methods.some((each) => namespaceCalls(module, each).some(({ binding }) => binding !== undefined));
}
