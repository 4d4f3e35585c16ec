import { isLive, type LifecycleClass, type LifecycleEvent } from "../../lifecycle/model.ts";
import { closest } from "../../text/closest.ts";
import type { Worker } from "../../worker.ts";
import { classNamesSharingLifecycle } from "./bindings.ts";
import { isDefaultClass } from "./defaultExport.ts";
import { intendedState } from "./exportProperties.ts";
import { exportOf } from "./exported.ts";
import { isInBrokenStep } from "./mentions.ts";
import { classNames, wasExported } from "./successor.ts";

/** A live class that no binding of this Worker names and that its code certainly does not export. */
export interface UnexportedClass {
  readonly found: LifecycleClass;
  /** What made it live. */
  readonly event: LifecycleEvent;
  /** The exported class that was probably meant: near in spelling, and in no lifecycle by its own name. */
  readonly intended: string | undefined;
  /** Whether the committed code exported it. */
  readonly wasExported: boolean;
}

/**
 * The live classes that the code lacks, in the order of the lifecycle. A bound one is left out: `bound-class-not-exported`
 * and its neighbours speak of it. So is every class of a service worker, which can export none.
 */
export function unexportedClasses(worker: Worker): readonly UnexportedClass[] {
  const { entry, lifecycle } = worker;
  if (entry.kind !== "module" || entry.format !== "modules") return [];
  return [...lifecycle.classes.values()].flatMap((found) => {
    const isMissing = isLive(found) && exportOf(worker, found.name).kind === "missing";
    const last = found.events.at(-1);
    if (!isMissing || last === undefined || isNamedElsewhere(worker, found.name)) return [];
    return [
      {
        found,
        event: last,
        intended: intendedClass(worker, found.name),
        wasExported: wasExported(worker, found.name),
      },
    ];
  });
}

/** Whether another rule speaks of the class: of its binding, its default export, the state its entry lacks, or a step that fails. */
function isNamedElsewhere(worker: Worker, name: string): boolean {
  const entry = worker.environment.exports.value.find((each) => each.className === name);
  const isMeantOtherwise = name === "" || (entry !== undefined && intendedState(entry) !== undefined);
  return (
    isMeantOtherwise ||
    isInBrokenStep(worker, name) ||
    classNamesSharingLifecycle(worker, name).length > 0 ||
    isDefaultClass(worker, name)
  );
}

function intendedClass(worker: Worker, name: string): string | undefined {
  const undeclared = classNames(worker.entry).filter((each) => !isLive(worker.lifecycle.classes.get(each)));
  return closest(name, undeclared);
}
