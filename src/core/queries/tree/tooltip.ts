import { t } from "@vscode/l10n";
import type { Problem } from "../../check.ts";
import { childString } from "../../config/tree.ts";
import type { Analysis } from "../../project.ts";
import { basename } from "../../text/path.ts";
import type { Worker } from "../../worker.ts";
import { classViews, type ClassView } from "../classView.ts";
import { classTooltip, docOf, paragraphs, workerTooltip } from "../tooltips.ts";
import { callable } from "./codeNodes.ts";
import type { TreeNode } from "./node.ts";
import { problemsAt } from "./problems.ts";

/** So many problems are spelt out. */
const maxProblems = 3;

/** Everything that is known of what a node stands for, and what is wrong with it, as Markdown. */
export function nodeTooltip(analysis: Analysis, node: TreeNode, problems: readonly Problem[]): string {
  const worker = analysis.workers.find(({ environment }) => environment.name === node.subject.environment);
  if (worker === undefined) return "";
  const found = problemsAt(node, problems);
  const more = found.length > maxProblems ? [`- ${t("and {0} more", found.length - maxProblems)}`] : [];
  const lines = [...found.slice(0, maxProblems).map(({ message }) => `- ${message}`), ...more];
  return paragraphs([aboutNode(worker, node), lines.length === 0 ? "" : ["---", "", ...lines].join("\n")]);
}

function aboutNode(worker: Worker, node: TreeNode): string {
  if (node.kind === "worker" || node.kind === "environment") return workerTooltip(worker, basename(worker.config.path));
  const { className, scriptName } = node.subject;
  const view = classViews(worker).find((each) => each.name === className && each.script === scriptName);
  return view === undefined ? "" : aboutPart(worker, view, node);
}

function aboutPart(worker: Worker, view: ClassView, node: TreeNode): string {
  switch (node.kind) {
    case "class":
      return classTooltip(worker, view);
    case "binding":
    case "remoteBinding":
      return aboutBinding(worker, view, node);
    case "step":
      return paragraphs([`**${view.name}** — ${node.label}`, sourceOf(worker, node)]);
    case "handler":
    case "method":
      return aboutMember(worker, view, node);
    case "container":
      return aboutContainer(worker, view, node);
    case "base":
      return paragraphs([`**${node.label}** — ${node.description}`, t("`{0}` extends it.", view.name)]);
    case "worker":
    case "environment":
      return "";
  }
}

function aboutBinding(
  { environment, config }: Worker,
  view: ClassView,
  { label, kind, description }: TreeNode,
): string {
  const own = environment.workerName ?? basename(config.path);
  const where = kind === "binding" ? t("in {0}", own) : description;
  const script = view.script ?? (kind === "remoteBinding" ? own : undefined);
  return paragraphs([
    `**${label}** — ${where}`,
    script === undefined
      ? t("Leads to the class `{0}`.", view.name)
      : t("Leads to the class `{0}` of the Worker `{1}`.", view.name, script),
  ]);
}

/** The line of the configuration that a step is written in. */
function sourceOf({ config }: Worker, { place }: TreeNode): string {
  const { text, format } = config.document;
  if (place === undefined) return "";
  const start = text.lastIndexOf("\n", place.span.start - 1) + 1;
  const end = text.indexOf("\n", place.span.end);
  const line = text.slice(start, end === -1 ? text.length : end).trim();
  return ["```" + format, line, "```"].join("\n");
}

function aboutMember(worker: Worker, { declaration }: ClassView, node: TreeNode): string {
  const found = declaration && callable(declaration).find(({ member }) => member.nameSpan === node.place?.span);
  if (found === undefined) return "";
  const { member, owner } = found;
  return paragraphs([
    ["```ts", member.name + member.signature, "```"].join("\n"),
    docOf(worker, { path: owner.path, span: member.span }),
    node.kind === "handler" ? handlerWords(member.name) : t("Called on an object over RPC."),
  ]);
}

function handlerWords(name: string): string {
  switch (name) {
    case "fetch":
      return t("The runtime calls it for each request to the object.");
    case "alarm":
      return t("The runtime calls it when the alarm is due that the object has set.");
    case "webSocketMessage":
      return t(
        "The runtime calls it for each message of a WebSocket that the object has accepted with `ctx.acceptWebSocket`.",
      );
    case "webSocketClose":
      return t(
        "The runtime calls it when the other side closes a WebSocket that the object has accepted with `ctx.acceptWebSocket`.",
      );
    case "webSocketError":
      return t("The runtime calls it when a WebSocket breaks that the object has accepted with `ctx.acceptWebSocket`.");
    case "connect":
      return t("The runtime calls it for each socket that is opened to the object.");
    default:
      return t("The runtime calls it before it shuts the object down.");
  }
}

function aboutContainer({ environment }: Worker, { name, container }: ClassView, { label }: TreeNode): string {
  const link = environment.containers.find((each) => each.name?.value === container || each.className?.value === name);
  const image = link && childString(link.node, "image")?.value;
  return paragraphs([
    `**${label}**`,
    t("The container behind each object of `{0}`.", name),
    image === undefined ? "" : t("Image: `{0}`", image),
  ]);
}
