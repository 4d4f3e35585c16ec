import type { Binding, EnvironmentConfig } from "../../config/model.ts";
import type { StringNode } from "../../config/tree.ts";
import type { Worker } from "../../worker.ts";

/** Each class that this Worker itself has to bring along for its bindings, with the `class_name` that names it first. */
export function localClasses(environment: EnvironmentConfig): ReadonlyMap<string, StringNode> {
  const classes = new Map<string, StringNode>();
  for (const { className, isLocal } of environment.bindings) {
    if (isLocal && className !== undefined && !classes.has(className.value)) classes.set(className.value, className);
  }
  return classes;
}

/** The environments that take their lifecycle from the same text as this Worker's, itself included, in the order of the file. */
export function environmentsSharingLifecycle({ config, environment }: Worker): readonly EnvironmentConfig[] {
  return config.environments.filter(
    ({ migrations, exports }) =>
      migrations.node === environment.migrations.node && exports.node === environment.exports.node,
  );
}

/** Every binding of a class of this Worker's own, in all environments that share its lifecycle. */
export function ownBindings(worker: Worker, className: string): readonly Binding[] {
  return environmentsSharingLifecycle(worker).flatMap((environment) =>
    environment.bindings.filter((each) => isOwn(each, environment) && each.className?.value === className),
  );
}

/** The `class_name` of each of them. */
export function classNamesSharingLifecycle(worker: Worker, className: string): readonly StringNode[] {
  return ownBindings(worker, className).flatMap((each) => each.className ?? []);
}

/** Whether a binding is to this Worker itself, by no `script_name` or by its own. */
export function isOwn({ isLocal, scriptName }: Binding, { workerName }: EnvironmentConfig): boolean {
  return isLocal || (workerName !== undefined && scriptName?.value === workerName);
}
