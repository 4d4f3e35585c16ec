import { property } from "../../config/tree.ts";
import { isLive } from "../../lifecycle/model.ts";
import { nextTag } from "../../lifecycle/tags.ts";
import { bindingNameFor } from "../../rules/shared/bindingItems.ts";
import { durableObjectExports, exportOf } from "../../rules/shared/exported.ts";
import type { Worker } from "../../worker.ts";
import type { ChoiceSource, Placeholder } from "../snippetData.ts";

/** Where a placeholder stands, as far as it decides what is offered. */
export interface ChoicePlace {
  readonly worker: Worker;
  /** The first key of the place that the snippet goes to: classes are bound in one, declared in others. */
  readonly topic: string | undefined;
  /** The keys that are taken, for a placeholder that is a key. */
  readonly taken: ReadonlySet<string>;
}

/** What a placeholder offers, the default first; the text of the snippet where the project has nothing. */
export function choicesFor(
  { text, choices }: Placeholder,
  place: ChoicePlace,
): readonly [string | number, ...(string | number)[]] {
  if (choices === undefined) return [text];
  const found = (typeof choices === "string" ? fromProject(choices, place) : choices).filter(
    (each) => !place.taken.has(each),
  );
  const [first, ...others] = found;
  return first === undefined ? [text] : [first, ...others];
}

function fromProject(source: ChoiceSource, { worker, topic }: ChoicePlace): readonly string[] {
  const { environment, lifecycle, config, others } = worker;
  switch (source) {
    case "exportedClass":
      return exportedClasses(worker, topic);
    case "bindingName":
      return exportedClasses(worker, topic).map(bindingNameFor);
    case "missingClass":
      return [...lifecycle.classes.values()]
        .filter((each) => isLive(each) && exportOf(worker, each.name).kind === "missing")
        .map(({ name }) => name);
    case "nextTag":
      return [nextTag(environment.migrations.value)];
    case "otherWorker":
      return others
        .names()
        .filter((name) => name !== environment.workerName)
        .filter((name) => others.named(name).some((each) => each.config.path !== config.path));
    case "containerName":
      return environment.containers.flatMap(({ name }) => name?.value ?? []);
    case "environmentName": {
      const there = property(config.document.root, "env")?.value;
      const names = there?.kind === "object" ? there.properties.map(({ key }) => key) : [];
      return ["staging", "production", "preview"].filter((name) => !names.includes(name));
    }
  }
}

/** First those that lack what is being written: a binding, or a place in the lifecycle. */
function exportedClasses(worker: Worker, topic: string | undefined): readonly string[] {
  const { environment, lifecycle } = worker;
  const bound = new Set(environment.bindings.flatMap((each) => each.className?.value ?? []));
  const has = (name: string): boolean =>
    topic === "migrations" || topic === "exports" ? isLive(lifecycle.classes.get(name)) : bound.has(name);
  const all = durableObjectExports(worker);
  return [...all.filter((name) => !has(name)), ...all.filter(has)];
}
