import { t } from "@vscode/l10n";
import { isClassName } from "../text/className.ts";
import { basename } from "../text/path.ts";
import { appendStatement, reexport } from "../source/exportEdits.ts";
import type { ModuleEntry, OpenReason } from "../source/model.ts";
import { moduleAt } from "../source/moduleAt.ts";
import { localClasses } from "./shared/bindings.ts";
import { isCheckedByWrangler } from "./bound-class-not-exported.ts";
import type { Fix, Rule } from "./rule.ts";

export const exportStarFromCjs: Rule = {
  id: "export-star-from-cjs",
  severity: "error",
  stage: "dry",
  summary: "A bound class that is only reachable through `export *` from a CommonJS module",
  fix: "choice",
  *check(worker) {
    const { entry, environment } = worker;
    if (entry.kind !== "module" || entry.format !== "modules" || !isCheckedByWrangler(worker, entry)) return;
    const star = onlyReason(entry);
    if (star === undefined) return;
    for (const [className, node] of localClasses(environment)) {
      if (entry.exports.names.has(className)) continue;
      const message = t(
        "{0} is not exported by name, and `export *` from the CommonJS module {1} does not carry it over, so `wrangler dev` and `wrangler deploy` stop; name the class in an export.",
        className,
        star.detail,
      );
      const fixes = nameFix(entry, star, className);
      yield {
        at: node.span,
        message,
        fixes,
        related: [{ place: star.place, message: t("The `export *` that is lost") }],
      };
    }
  },
};

/** Names the class beside the `export *`: esbuild reads a name that is asked for from a CommonJS module. */
function nameFix({ path, modules }: ModuleEntry, star: OpenReason, className: string): readonly Fix[] {
  const module = path === star.place.path ? moduleAt(modules, path) : undefined;
  if (module === undefined || !isClassName(className)) return [];
  const edit = appendStatement(module, reexport(module, className, star.detail));
  const title = t("Export {0} by name from {1}", className, basename(path));
  return [{ title, changes: [{ kind: "text", path, edits: [edit] }] }];
}

/** The `export *` of a CommonJS module, if nothing else keeps the exports from being known. */
function onlyReason({ exports }: ModuleEntry): OpenReason | undefined {
  return exports.open.every((each) => each.kind === "commonJs") ? exports.open[0] : undefined;
}
