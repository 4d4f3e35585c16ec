import { t } from "@vscode/l10n";
import type { StringNode } from "../config/tree.ts";
import { appendAtEnd } from "../source/exportEdits.ts";
import type { ClassDeclaration } from "../source/model.ts";
import { moduleAt } from "../source/moduleAt.ts";
import type { Worker } from "../worker.ts";
import { localClasses } from "./shared/bindings.ts";
import { isDefaultClass, isDefaultExport } from "./shared/defaultExport.ts";
import type { Change, Fix, Rule } from "./rule.ts";

export const doClassDefaultExport: Rule = {
  id: "do-class-default-export",
  severity: "error",
  stage: "dry",
  summary: "A Durable Object class that is exported as default only",
  fix: "edit",
  *check(worker) {
    for (const [className, node] of localClasses(worker.environment)) {
      if (isDefaultExport(className)) yield { at: node.span, message: defaultName(), fixes: fixes(worker, node) };
      else if (isDefaultClass(worker, className)) {
        yield { at: node.span, message: defaultOnly(className), fixes: fixes(worker, node) };
      }
    }
  },
};

function defaultName(): string {
  return t(
    "`default` is the Worker's own export and cannot be a Durable Object class, so `wrangler dev` crashes at start; export the class by its name and bind that.",
  );
}

function defaultOnly(className: string): string {
  return t(
    "The class {0} is exported as default only, where `wrangler dev` and `wrangler deploy` do not look for it; export it by its name too.",
    className,
  );
}

function fixes(worker: Worker, node: StringNode): readonly Fix[] {
  const { entry } = worker;
  const value = entry.kind === "module" ? entry.exports.names.get("default")?.value : undefined;
  const declaration = value?.kind === "class" ? value.declaration : undefined;
  if (declaration?.name === undefined) return [];
  const named = namedExport(worker, declaration);
  const bind: Change = { kind: "config", changes: [{ kind: "set", path: node.path, value: declaration.name }] };
  const changes = isDefaultExport(node.value) ? [...named, bind] : named;
  return [{ title: t("Export {0} by its name", declaration.name), changes }];
}

/** Adds `export { X };` to the module that declares the class, when that is the entry; elsewhere the entry needs a choice. */
function namedExport({ entry }: Worker, { name, path }: ClassDeclaration): readonly Change[] {
  if (entry.kind !== "module" || path !== entry.path || entry.exports.names.has(name ?? "")) return [];
  const module = moduleAt(entry.modules, path);
  return module === undefined ? [] : [{ kind: "text", path, edits: [appendAtEnd(module, `export { ${name} };`)] }];
}
