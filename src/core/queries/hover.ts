import { t } from "@vscode/l10n";
import type { Project } from "../project.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { apiHover } from "./apiHover.ts";
import { boundClass } from "./configOccurrences.ts";
import { classViews, ownView, type ClassView } from "./classView.ts";
import type { Hover } from "./hoverText.ts";
import { keyHover } from "./keyHover.ts";
import { occurrencesAt } from "./occurrences.ts";
import type { Occurrence, Subject } from "./subject.ts";
import { classTooltip, paragraphs, workerTooltip } from "./tooltips.ts";

const page = "https://developers.cloudflare.com/durable-objects/";

/**
 * What is known of what stands at an offset: a class, a binding, a Worker, a key of the configuration, or a method whose
 * types do not say all.
 */
export function hoverAt(project: Project, path: FilePath, offset: number): Hover | undefined {
  const [found] = occurrencesAt(project, path, offset);
  const key = keyHover(project, path, offset);
  if (found === undefined) {
    if (key === undefined) return apiHover(project, path, offset);
    return { ...key, markdown: paragraphs([key.markdown, pageLink()]) };
  }
  const about = textOf(project, found);
  return about === undefined
    ? undefined
    : { markdown: paragraphs([about, key?.markdown ?? "", pageLink()]), span: found.place.span };
}

function pageLink(): string {
  return `[${t("Durable Objects")}](${page})`;
}

function textOf(project: Project, { subject, environment }: Occurrence): string | undefined {
  switch (subject.kind) {
    case "class": {
      const worker = workerOf(project, subject.config, environment);
      return worker && classText(project, worker, subject.name);
    }
    case "foreignClass":
      return t("The class `{0}` of the Worker `{1}`, which is not in this workspace.", subject.name, subject.script);
    case "binding":
      return bindingText(project, subject);
    case "worker":
      return workersText(project, subject.name);
    case "container":
      return containerText(project, subject);
  }
}

function classText(project: Project, worker: Worker, name: string): string {
  const view = ownView(worker, name);
  return paragraphs([classTooltip(worker, view), environmentLines(project, worker, view)]);
}

/** A container, and the classes whose objects it runs behind. */
function containerText(project: Project, { config, name }: Extract<Subject, { kind: "container" }>): string {
  const workers = project.analyse(config)?.workers ?? [];
  const classes = workers.flatMap((worker) => classViews(worker).filter(({ container }) => container === name));
  const names = new Set(classes.map((each) => each.name));
  return paragraphs([
    `**${name}**`,
    ...[...names].map((each) => t("The container behind each object of `{0}`.", each)),
  ]);
}

/** In which environments a class is bound, where there are several. */
function environmentLines(project: Project, { config }: Worker, { name }: ClassView): string {
  const workers = project.analyse(config.path)?.workers ?? [];
  if (workers.length < 2) return "";
  const lines = workers.map((worker) => {
    const names = worker.environment.bindings.filter((each) => each.isLocal && each.className?.value === name);
    const label = worker.environment.name ?? t("top level");
    return `- ${label}: ${names.map((each) => `\`env.${each.name?.value ?? "?"}\``).join(", ") || t("not bound")}`;
  });
  return lines.join("\n");
}

function bindingText(project: Project, { config, name }: Extract<Subject, { kind: "binding" }>): string | undefined {
  const workers = project.analyse(config)?.workers ?? [];
  const lines = workers.flatMap((worker) => {
    const binding = worker.environment.bindings.find((each) => each.name?.value === name);
    const target = binding && boundClass(worker, binding);
    const label = worker.environment.name ?? t("top level");
    if (target?.kind === "class")
      return [
        `- ${label}: \`${target.name}\`${target.config === config ? "" : ` (${binding?.scriptName?.value ?? ""})`}`,
      ];
    return target?.kind === "foreignClass" ? [`- ${label}: \`${target.name}\` (${target.script})`] : [];
  });
  if (lines.length === 0) return undefined;
  const [top] = workers;
  const view = top && classViews(top).find(({ bindings }) => bindings.some((each) => each.name?.value === name));
  return paragraphs([
    t("The Durable Object binding `env.{0}`", name),
    lines.join("\n"),
    top && view ? classTooltip(top, view) : "",
  ]);
}

function workersText(project: Project, name: string): string | undefined {
  const found = project.configs
    .flatMap((path) => project.analyse(path)?.workers ?? [])
    .filter(({ environment }) => environment.workerName === name);
  const [first] = found;
  return first === undefined ? undefined : workerTooltip(first, name);
}

function workerOf(project: Project, config: FilePath, environment: string | null): Worker | undefined {
  return project.analyse(config)?.workers.find((worker) => worker.environment.name === environment);
}
