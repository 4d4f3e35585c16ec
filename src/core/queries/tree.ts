import { t } from "@vscode/l10n";
import type { Problem } from "../check.ts";
import type { LifecycleEvent } from "../lifecycle/model.ts";
import type { Analysis } from "../project.ts";
import type { ClassMember } from "../source/model.ts";
import { methodsOf } from "../source/classes.ts";
import { basename } from "../text/path.ts";
import type { FilePath, Place, Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { classViews, type ClassView } from "./classView.ts";
import { classTooltip, workerTooltip } from "./tooltips.ts";
import type { TreeNode, TreeNodeKind } from "./treeNode.ts";
import { eventWords, stateWords, storageWords } from "./words.ts";
import { withProblems } from "./treeProblems.ts";

/** The methods that the runtime calls by their names. */
export const handlerNames: ReadonlySet<string> = new Set([
  "fetch",
  "alarm",
  "webSocketMessage",
  "webSocketClose",
  "webSocketError",
  "connect",
  "preShutdown",
]);

/**
 * The tree of one configuration: Worker → environment (only where there are named ones) → class → its bindings, its
 * lifecycle step by step, its handlers and methods, its container. `folder` names the place for the label.
 */
export function workerTree(analysis: Analysis, problems: readonly Problem[], folder: string): TreeNode {
  const { config, workers, path } = analysis;
  const [top] = workers;
  const hasNamed = workers.length > 1;
  const children = hasNamed ? workers.map((each) => environmentNode(each)) : classNodes(top);
  const root = node({
    id: path,
    kind: "worker",
    label: top.environment.workerName ?? basename(path),
    description: folder,
    tooltip: workerTooltip(top, basename(path)),
    place: { path, span: top.environment.nameNode?.span ?? { start: 0, end: 0 } },
    children,
    subject: { config: config.path, environment: null },
  });
  return withProblems(root, problems);
}

function environmentNode(worker: Worker): TreeNode {
  const { config, environment } = worker;
  const inherits = environment.name !== null && (environment.migrations.isInherited || environment.exports.isInherited);
  return node({
    id: `${config.path}#${environment.name ?? ""}`,
    kind: "environment",
    label: environment.name ?? t("top level"),
    description: environment.workerName ?? "",
    tooltip: workerTooltip(worker, basename(config.path)),
    place: { path: config.path, span: environment.nameSpan ?? environment.nameNode?.span ?? { start: 0, end: 0 } },
    children: classNodes(worker),
    isInherited: inherits && environment.bindings.length === 0,
    subject: { config: config.path, environment: environment.name },
  });
}

function classNodes(worker: Worker): readonly TreeNode[] {
  return classViews(worker).map((view) => classNode(worker, view));
}

function classNode(worker: Worker, view: ClassView): TreeNode {
  const { config, environment } = worker;
  const id = `${config.path}#${environment.name ?? ""}#${view.script ?? ""}#${view.name}`;
  const words = [storageWords(view.storage), stateWords(view.state), view.script ?? ""];
  return node({
    id,
    kind: "class",
    label: view.name,
    description: words.filter((each) => each !== "").join(" · "),
    tooltip: classTooltip(view),
    place: placeOf(worker, view),
    alsoAt: placesOf(worker, view),
    children: [
      ...bindingNodes(worker, view, id),
      ...stepNodes(worker, view, id),
      ...memberNodes(worker, view, id),
      ...containerNodes(worker, view, id),
      ...baseNodes(worker, view, id),
    ],
    state: view.state,
    storage: view.storage,
    isInherited: environment.name !== null && view.script === undefined && isFromTop(worker),
    subject: {
      config: config.path,
      environment: environment.name,
      className: view.name,
      ...(view.script !== undefined && { scriptName: view.script }),
    },
  });
}

function isFromTop({ environment, lifecycle }: Worker): boolean {
  const { migrations, exports } = environment;
  return lifecycle.dialect === "migrations"
    ? migrations.isInherited
    : lifecycle.dialect === "exports" && exports.isInherited;
}

/** The class in source, or else where the lifecycle made it, or else its first binding. */
function placeOf({ config }: Worker, { declaration, lifecycle, bindings, script }: ClassView): Place | undefined {
  if (declaration !== undefined) return { path: declaration.path, span: declaration.nameSpan };
  const span = (script === undefined ? lifecycle?.events.at(-1)?.span : undefined) ?? bindings[0]?.className?.span;
  return span && { path: config.path, span };
}

/** Where the configuration names the class: in bindings and in the lifecycle. */
function placesOf({ config }: Worker, { bindings, lifecycle, script }: ClassView): readonly Place[] {
  const bound = bindings.flatMap((each) => each.className?.span ?? []);
  const steps = script === undefined ? (lifecycle?.events ?? []).map((each) => each.span) : [];
  return [...bound, ...steps].map((span) => at(config.path, span));
}

function bindingNodes({ config, environment }: Worker, view: ClassView, parent: string): readonly TreeNode[] {
  const count = counter();
  const own = view.bindings.map((binding) => {
    const name = binding.name?.value ?? t("(no name)");
    return node({
      id: count(`${parent}#binding#${name}`),
      kind: "binding",
      label: `env.${name}`,
      description: t("binding"),
      place: { path: config.path, span: (binding.name ?? binding.node).span },
      subject: { config: config.path, environment: environment.name, className: view.name, bindingName: name },
    });
  });
  const remote = view.remoteBindings.map(({ worker, binding }) =>
    node({
      id: count(`${parent}#remote#${worker.config.path}#${worker.environment.name ?? ""}#${binding.name?.value ?? ""}`),
      kind: "remoteBinding",
      label: `env.${binding.name?.value ?? t("(no name)")}`,
      description: t("in {0}", worker.environment.workerName ?? basename(worker.config.path)),
      place: { path: worker.config.path, span: (binding.name ?? binding.node).span },
      subject: { config: config.path, environment: environment.name, className: view.name },
    }),
  );
  return [...own, ...remote];
}

function stepNodes({ config, environment }: Worker, view: ClassView, parent: string): readonly TreeNode[] {
  if (view.script !== undefined || view.lifecycle === undefined) return [];
  const { events, storage } = view.lifecycle;
  const count = counter();
  return events.map((event) =>
    node({
      id: count(`${parent}#step#${event.kind}#${event.tag ?? ""}`),
      kind: "step",
      label: stepLabel(event, storage),
      description: event.tag === undefined ? "exports" : t("migration {0}", event.tag),
      place: { path: config.path, span: event.span },
      subject: { config: config.path, environment: environment.name, className: view.name },
    }),
  );
}

function stepLabel(event: LifecycleEvent, storage: ClassView["storage"]): string {
  const words = eventWords(event, storage);
  return event.tag === undefined ? words : `${event.tag} ${words}`;
}

function memberNodes({ config, environment }: Worker, view: ClassView, parent: string): readonly TreeNode[] {
  const { declaration } = view;
  if (declaration === undefined || view.script !== undefined) return [];
  const subject = { config: config.path, environment: environment.name, className: view.name };
  const count = counter();
  return methodsOf(declaration)
    .filter((member) => handlerNames.has(member.name) || isRpc(member))
    .map((member) =>
      node({
        id: count(`${parent}#member#${member.name}`),
        kind: handlerNames.has(member.name) ? "handler" : "method",
        label: member.name,
        description: member.signature,
        place: at(declaration.path, member.nameSpan),
        subject,
      }),
    );
}

/** Only `#private` methods and fields are hidden from RPC; TypeScript's `private` is a promise not to call. */
function isRpc({ kind, visibility }: ClassMember): boolean {
  return kind === "method" && visibility === "public";
}

function containerNodes(
  { config, environment }: Worker,
  { container, name }: ClassView,
  parent: string,
): readonly TreeNode[] {
  if (container === undefined) return [];
  const link = environment.containers.find((each) => each.name?.value === container || each.className?.value === name);
  return [
    node({
      id: `${parent}#container`,
      kind: "container",
      label: container,
      description: t("container"),
      place: link && { path: config.path, span: (link.name ?? link.className ?? link.node).span },
      subject: { config: config.path, environment: environment.name, className: name },
    }),
  ];
}

/** The library's class that it extends, in the end: what stands behind an agent, a container, an actor. */
function baseNodes({ config, environment }: Worker, { declaration, name, script }: ClassView, parent: string) {
  const superclass = declaration?.superclass;
  const origin = superclass?.origin;
  const isPlatform = origin === undefined || origin.module.startsWith("cloudflare:");
  if (declaration === undefined || superclass === undefined || isPlatform || script !== undefined) return [];
  return [
    node({
      id: `${parent}#base`,
      kind: "base",
      label: origin.name,
      description: t("base class, of {0}", origin.module),
      place: at(declaration.path, superclass.span),
      subject: { config: config.path, environment: environment.name, className: name },
    }),
  ];
}

/** Makes ids that are the same wherever their things stand: only those of the same name are counted. */
function counter(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}#${before}`;
  };
}

function at(path: FilePath, span: Span): Place {
  return { path, span };
}

type Given = Pick<TreeNode, "id" | "label" | "description" | "place" | "subject"> & {
  readonly kind: TreeNodeKind;
} & Partial<TreeNode>;

function node(given: Given): TreeNode {
  return {
    tooltip: "",
    alsoAt: [],
    children: [],
    severity: undefined,
    problems: 0,
    state: undefined,
    storage: undefined,
    isInherited: false,
    ...given,
  };
}
