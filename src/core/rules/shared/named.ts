import type { StringNode } from "../../config/tree.ts";
import { isLive } from "../../lifecycle/model.ts";
import type { ExportedName } from "../../source/model.ts";
import type { Span } from "../../text/span.ts";
import type { Worker } from "../../worker.ts";
import { isDefaultExport } from "./defaultExport.ts";
import { localClasses } from "./bindings.ts";

/** A class that `wrangler dev` and the API will ask the entry for: bound by this Worker itself, or live in its lifecycle. */
export interface RequiredClass {
  readonly name: string;
  /** The `class_name` that binds it first, or else where the lifecycle made it live. */
  readonly span: Span;
  readonly binding: StringNode | undefined;
}

/** The classes the entry has to export, each once, bound ones first. */
export function requiredClasses(worker: Worker): readonly RequiredClass[] {
  const bound = localClasses(worker.environment);
  const fromBindings = [...bound].map(([name, node]) => ({ name, span: node.span, binding: node }));
  const fromLifecycle = [...worker.lifecycle.classes.values()].flatMap((each) => {
    const last = each.events.at(-1);
    return isLive(each) && !bound.has(each.name) && last
      ? [{ name: each.name, span: last.span, binding: undefined }]
      : [];
  });
  return [...fromBindings, ...fromLifecycle];
}

/** A required class together with what the entry exports under its name. */
export interface RequiredExport {
  readonly required: RequiredClass;
  readonly found: ExportedName;
}

/** The required classes that are exported, whatever stands behind the name. */
export function requiredExports(worker: Worker): readonly RequiredExport[] {
  const { entry } = worker;
  if (entry.kind !== "module") return [];
  return requiredClasses(worker).flatMap((required) => {
    // The default export is the Worker's own: do-class-default-export tells that.
    if (isDefaultExport(required.name)) return [];
    const found = entry.exports.names.get(required.name);
    return found === undefined ? [] : [{ required, found }];
  });
}
