import { t } from "@vscode/l10n";
import type { Place } from "../../text/span.ts";
import type { Worker } from "../../worker.ts";
import { classViews, type ClassView } from "../classView.ts";
import { stateWords, storageWords } from "../words.ts";
import { baseNodes, memberNodes } from "./codeNodes.ts";
import { bindingNodes, containerNodes, stepNodes } from "./configNodes.ts";
import { treeNode, type TreeNode } from "./node.ts";

/** The classes of a Worker in one environment, each with all that belongs to it. */
export function classNodes(worker: Worker): readonly TreeNode[] {
  return classViews(worker).map((view) => classNode(worker, view));
}

function classNode(worker: Worker, view: ClassView): TreeNode {
  const { config, environment } = worker;
  const { name, script, state, storage, declaration, bindings } = view;
  const isInherited = isFromTop(worker, view);
  const subject = {
    config: config.path,
    environment: environment.name,
    className: name,
    ...(script !== undefined && { scriptName: script }),
  };
  const parent = { id: `${config.path}#${environment.name ?? ""}#${script ?? ""}#${name}`, subject, isInherited };
  return treeNode({
    id: parent.id,
    kind: "class",
    label: name,
    description: descriptionOf(view),
    place: placeOf(worker, view),
    alsoAt: placesOf(worker, view),
    children: [
      ...bindingNodes(worker, view, parent),
      ...stepNodes(worker, view, parent),
      ...memberNodes(view, parent),
      ...containerNodes(worker, view, parent),
      ...baseNodes(view, parent),
    ],
    state,
    storage,
    isInCode: declaration !== undefined,
    // With a binding of the environment's own only the steps below it come from the top level.
    isInherited: isInherited && bindings.length === 0,
    subject,
  });
}

function descriptionOf({ storage, state, script }: ClassView): string {
  const where = script === undefined ? stateWords(state) : t("in {0}", script);
  return [storageWords(storage), where].filter((each) => each !== "").join(" · ");
}

/** Whether the lifecycle of a class stands at the top level and counts in a named environment. */
function isFromTop({ environment, lifecycle }: Worker, view: ClassView): boolean {
  if (environment.name === null || view.script !== undefined || view.lifecycle === undefined) return false;
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
  return [...bound, ...steps].map((span) => ({ path: config.path, span }));
}
