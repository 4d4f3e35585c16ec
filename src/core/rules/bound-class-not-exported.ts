import { t } from "@vscode/l10n";
import type { StringNode } from "../config/tree.ts";
import type { ModuleEntry } from "../source/model.ts";
import { basename, dirname, relative } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import { isDefaultClass, isDefaultExport } from "./shared/defaultExport.ts";
import { localClasses } from "./shared/bindings.ts";
import { exportChanges, exportOf, misspeltClass } from "./shared/exported.ts";
import { isRetired, removedFixes, retiredFixes } from "./shared/retired.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const boundClassNotExported: Rule = {
  id: "bound-class-not-exported",
  severity: "error",
  stage: "dry",
  summary: "A bound class that the entry does not export",
  fix: "choice",
  *check(worker) {
    const { entry, environment } = worker;
    if (entry.kind !== "module" || entry.format !== "modules" || !isCheckedByWrangler(worker, entry)) return;
    for (const [className, node] of localClasses(environment)) {
      if (isDefaultExport(className) || isDefaultClass(worker, className)) continue;
      if (exportOf(worker, className).kind === "missing") yield finding(worker, entry, node);
    }
  },
};

/** wrangler looks at the exports of its own bundle only; without one (`no_bundle`, Python) another rule speaks. */
export function isCheckedByWrangler({ environment }: Worker, entry: ModuleEntry): boolean {
  return entry.language === "javascript" && !environment.noBundle;
}

function finding(worker: Worker, entry: ModuleEntry, node: StringNode): Finding {
  const file = relative(dirname(worker.config.path), entry.path);
  if (isRetired(worker, node.value)) {
    const message = t(
      "The class {0} is bound, but {1} does not export it and the lifecycle retires it, so `wrangler dev` and `wrangler deploy` stop; bind what became of it, or remove the binding.",
      node.value,
      file,
    );
    return { at: node.span, message, fixes: missingClassFixes(worker, node) };
  }
  const intended = misspeltClass(worker, node.value);
  const message =
    intended === undefined
      ? t(
          "The class {0} is bound, but {1} does not export it, so `wrangler dev` and `wrangler deploy` stop; export the class there.",
          node.value,
          file,
        )
      : t(
          "The class {0} is bound, but {1} exports no such class, so `wrangler dev` and `wrangler deploy` stop; {2} is probably meant.",
          node.value,
          file,
          intended,
        );
  return { at: node.span, message, fixes: missingClassFixes(worker, node) };
}

/** What can be done about a class that is named in the configuration and missing from the entry's exports. */
export function missingClassFixes(worker: Worker, node: StringNode): readonly Fix[] {
  const retired = retiredFixes(worker, node.value);
  const intended = retired.length > 0 ? undefined : misspeltClass(worker, node.value);
  return [
    ...retired,
    ...(intended === undefined ? [] : [respell(node, intended)]),
    ...exportFixes(worker, node.value),
    ...removedFixes(worker, node.value),
  ];
}

function respell(node: StringNode, intended: string): Fix {
  return {
    title: t("Change “{0}” to “{1}”", node.value, intended),
    changes: [{ kind: "config", changes: [{ kind: "set", path: node.path, value: intended }] }],
  };
}

/** One fix for each class of that name in or near the entry. */
export function exportFixes(worker: Worker, className: string): readonly Fix[] {
  const { entry } = worker;
  if (entry.kind !== "module") return [];
  return worker.classesNamed(className).flatMap((declaration) => {
    const changes = exportChanges(worker, declaration);
    if (changes === undefined) return [];
    const title =
      declaration.path === entry.path
        ? t("Export {0} from {1}", className, basename(entry.path))
        : t(
            "Export {0} of {1} from {2}",
            className,
            relative(dirname(entry.path), declaration.path),
            basename(entry.path),
          );
    return [{ title, changes }];
  });
}
