import { t } from "@vscode/l10n";
import type { LifecycleEvent } from "../../lifecycle/model.ts";
import { basename } from "../../text/path.ts";
import type { Worker } from "../../worker.ts";
import type { ClassView } from "../classView.ts";
import { eventWords } from "../words.ts";
import { treeNode, uniqueIds, type TreeNode, type TreeSubject } from "./node.ts";

/** The class that a node lies below. */
export interface ParentClass {
  readonly id: string;
  readonly subject: TreeSubject;
  /** Whether its lifecycle stands at the top level and counts in a named environment. */
  readonly isInherited: boolean;
}

/** The bindings of the environment that lead to a class, then those of other Workers. */
export function bindingNodes({ config }: Worker, view: ClassView, parent: ParentClass): readonly TreeNode[] {
  const idOf = uniqueIds();
  const own = view.bindings.map((binding) => {
    const name = binding.name?.value ?? t("(no name)");
    return treeNode({
      id: idOf(`${parent.id}#binding#${name}`),
      kind: "binding",
      label: `env.${name}`,
      description: t("binding"),
      place: { path: config.path, span: (binding.name ?? binding.node).span },
      subject: { ...parent.subject, bindingName: name },
    });
  });
  const remote = view.remoteBindings.map(({ worker, binding }) => {
    const name = binding.name?.value ?? t("(no name)");
    return treeNode({
      id: idOf(`${parent.id}#remote#${worker.config.path}#${worker.environment.name ?? ""}#${name}`),
      kind: "remoteBinding",
      label: `env.${name}`,
      description: t("in {0}", worker.environment.workerName ?? basename(worker.config.path)),
      place: { path: worker.config.path, span: (binding.name ?? binding.node).span },
      subject: { ...parent.subject, bindingName: name },
    });
  });
  return [...own, ...remote];
}

/** What happened to a class, step by step; of a class of another Worker that is told there. */
export function stepNodes({ config }: Worker, view: ClassView, parent: ParentClass): readonly TreeNode[] {
  if (view.script !== undefined || view.lifecycle === undefined) return [];
  const { events, storage } = view.lifecycle;
  const idOf = uniqueIds();
  return events.map((event) =>
    treeNode({
      id: idOf(`${parent.id}#step#${event.kind}#${event.tag ?? ""}`),
      kind: "step",
      label: stepLabel(event, storage),
      description: event.tag === undefined ? "exports" : "",
      place: { path: config.path, span: event.span },
      isInherited: parent.isInherited,
      subject: parent.subject,
    }),
  );
}

function stepLabel(event: LifecycleEvent, storage: ClassView["storage"]): string {
  const words = eventWords(event, storage);
  return event.tag === undefined ? words : `${event.tag} ${words}`;
}

/** The container that runs behind a class. */
export function containerNodes(
  { config, environment }: Worker,
  { container, name }: ClassView,
  parent: ParentClass,
): readonly TreeNode[] {
  if (container === undefined) return [];
  const link = environment.containers.find((each) => each.name?.value === container || each.className?.value === name);
  return [
    treeNode({
      id: `${parent.id}#container`,
      kind: "container",
      label: container,
      description: t("container"),
      place: link && { path: config.path, span: (link.name ?? link.className ?? link.node).span },
      subject: parent.subject,
    }),
  ];
}
