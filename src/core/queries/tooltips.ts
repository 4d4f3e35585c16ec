import { t } from "@vscode/l10n";
import { methodsOf } from "../source/classes.ts";
import type { Worker } from "../worker.ts";
import type { ClassView } from "./classView.ts";
import { eventWords, stateWords, storageWords } from "./words.ts";

/** What is known of a class, as Markdown: storage and state, bindings, lifecycle, methods. */
export function classTooltip(view: ClassView): string {
  const head = [storageWords(view.storage), stateWords(view.state)].filter((each) => each !== "").join(" · ");
  return paragraphs([
    `**${view.name}**${head === "" ? "" : ` — ${head}`}`,
    view.script === undefined ? "" : t("Brought along by the Worker `{0}`.", view.script),
    bindingLine(view),
    lifecycleLines(view),
    methodLine(view),
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
      `wrangler ${wrangler.version}`,
    ]
      .filter((each) => each !== "")
      .map((each) => `- ${each}`)
      .join("\n"),
  ]);
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

function methodLine({ declaration }: ClassView): string {
  const methods =
    declaration === undefined ? [] : methodsOf(declaration).filter((each) => each.visibility === "public");
  return methods.length === 0 ? "" : t("Methods: {0}", methods.map((each) => `\`${each.name}\``).join(", "));
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
