import type { Worker } from "../../worker.ts";

/** Whether a configuration names the default export itself, which is no class name for workerd. */
export function isDefaultExport(className: string): boolean {
  return className === "default";
}

/** Whether a class of that name is exported as default only. */
export function isDefaultClass(worker: Worker, className: string): boolean {
  const { entry } = worker;
  if (entry.kind !== "module" || entry.exports.names.has(className)) return false;
  const value = entry.exports.names.get("default")?.value;
  return value?.kind === "class" && value.declaration.name === className;
}
