import { t } from "@vscode/l10n";
import { docBefore } from "../source/docComment.ts";
import type { ClassDeclaration } from "../source/model.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { ClassView } from "./classView.ts";
import { callable } from "./tree/codeNodes.ts";
import { eventWords, stateWords, storageWords } from "./words.ts";

/** What is known of a class, as Markdown: storage and state, its own comment, bindings, lifecycle, methods. */
export function classTooltip(worker: Worker, view: ClassView): string {
  const head = [storageWords(view.storage), stateWords(view.state)].filter((each) => each !== "").join(" · ");
  return paragraphs([
    `**${view.name}**${head === "" ? "" : ` — ${head}`}`,
    view.declaration === undefined ? "" : docOf(worker, view.declaration),
    view.script === undefined ? "" : t("Brought along by the Worker `{0}`.", view.script),
    bindingLine(view),
    lifecycleLines(view),
    methodLines(view),
  ]);
}

/** A Worker in one environment, as Markdown. */
export function workerTooltip({ environment, lifecycle, wrangler }: Worker, file: string): string {
  const dialect = { migrations: "migrations", exports: "exports", both: "exports, migrations", none: "" }[
    lifecycle.dialect
  ];
  return paragraphs([
    `**${environment.workerName ?? file}**`,
    [
      environment.main === undefined ? "" : t("Entry: `{0}`", environment.main.value),
      environment.compatibilityDate === undefined
        ? ""
        : t("Compatibility date: {0}", environment.compatibilityDate.value),
      dialect === "" ? "" : t("Lifecycle: `{0}`", dialect),
      // Where nothing says which one, the newest is taken for it: nothing to tell.
      wrangler.from === "newest" ? "" : `wrangler ${wrangler.version}`,
    ]
      .filter((each) => each !== "")
      .map((each) => `- ${each}`)
      .join("\n"),
  ]);
}

/** The comment above a declaration of a Worker's modules; empty if there is none. */
export function docOf({ entry }: Worker, { path, span }: Pick<ClassDeclaration, "path" | "span">): string {
  const text = entry.kind === "module" ? textIn(entry.modules.values(), path) : undefined;
  return text === undefined ? "" : docBefore(text, span.start);
}

/** Parts of a text in Markdown, without the empty ones. */
export function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function textIn(modules: Iterable<{ readonly path: FilePath; readonly text: string }>, path: FilePath) {
  for (const module of modules) if (module.path === path) return module.text;
  return undefined;
}

function bindingLine({ bindings, remoteBindings }: ClassView): string {
  const own = bindings.map((each) => `\`env.${each.name?.value ?? "?"}\``);
  const remote = remoteBindings.map(
    ({ binding, worker }) => `\`env.${binding.name?.value ?? "?"}\` (${worker.environment.workerName ?? "?"})`,
  );
  const all = [...own, ...remote];
  return all.length === 0 ? t("No binding.") : t("Bound as {0}.", all.join(", "));
}

function lifecycleLines({ lifecycle }: ClassView): string {
  return (lifecycle?.events ?? [])
    .map(
      (event) =>
        `- ${event.tag === undefined ? "`exports`" : `\`${event.tag}\``} ${eventWords(event, lifecycle?.storage)}`,
    )
    .join("\n");
}

/** So many methods are listed; who wants all looks into the class. */
const maxMethods = 12;

function methodLines({ declaration }: ClassView): string {
  const methods = declaration === undefined ? [] : callable(declaration);
  if (methods.length === 0) return "";
  const lines = methods.slice(0, maxMethods).map(({ member }) => member.name + member.signature);
  return ["```ts", ...lines, ...(methods.length > maxMethods ? ["// …"] : []), "```"].join("\n");
}
