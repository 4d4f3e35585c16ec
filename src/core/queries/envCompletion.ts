import { t } from "@vscode/l10n";
import type { Project } from "../project.ts";
import type { FilePath } from "../text/span.ts";
import type { Completion } from "./completion.ts";
import { readersOf } from "./occurrences.ts";
import { isPropertyName } from "../text/className.ts";

/** `env.` of anything but `process` and the like, up to the cursor. */
const behindEnv = /(?:^|[^\w$.])((?:[\w$]+\??\.)*)env\??\.([\w$]*)$/;
const foreign = /(?:^|\.)(?:process|Deno|Bun|meta)\??\.$/;

/**
 * The Durable Object bindings behind `env.` in plain JavaScript, where no type tells them. TypeScript's own answer is
 * left alone: in TypeScript, and where a JSDoc comment gives `env` its type.
 */
export function bindingsBehindEnv(project: Project, path: FilePath, offset: number): readonly Completion[] {
  if (!/\.[cm]?jsx?$/.test(path)) return [];
  const text = project.module(path)?.text ?? "";
  const match = behindEnv.exec(text.slice(Math.max(0, offset - 200), offset));
  const word = match?.[2];
  if (word === undefined || foreign.test(match?.[1] ?? "") || /@param\s*\{[^}]+\}\s*env\b/.test(text)) return [];
  const span = { start: offset - word.length, end: offset };
  const classes = new Map<string, string>();
  for (const { config } of readersOf(project, path))
    for (const { bindings } of config.environments)
      for (const { name, className } of bindings)
        if (name !== undefined && isPropertyName(name.value) && !classes.has(name.value))
          classes.set(name.value, className?.value ?? "");
  return [...classes].map(([label, className]) => ({
    label,
    kind: "name",
    detail: className === "" ? t("Durable Object binding") : t("Durable Object binding, class {0}", className),
    span,
    text: label,
  }));
}
