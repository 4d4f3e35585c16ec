import type { EnvironmentConfig } from "./config/model.ts";
import { dirname, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";
import type { RemoteBinding, Worker, WorkerDirectory } from "./worker.ts";

/** Looks Workers up by name in an index of all configurations, which it asks for when it is first needed. */
export class Directory implements WorkerDirectory {
  readonly #ask: () => WorkerIndex;
  #index: WorkerIndex | undefined;

  constructor(ask: () => WorkerIndex) {
    this.#ask = ask;
  }

  named(workerName: string): readonly Worker[] {
    return this.#all().byName.get(workerName) ?? [];
  }

  bindingsTo(workerName: string, className: string): readonly RemoteBinding[] {
    return this.#all().byTarget.get(targetKey(workerName, className)) ?? [];
  }

  sharing(entry: FilePath): readonly EnvironmentConfig[] {
    return this.#all().byEntry.get(entry) ?? [];
  }

  names(): readonly string[] {
    return [...this.#all().byName.keys()].toSorted();
  }

  #all(): WorkerIndex {
    return (this.#index ??= this.#ask());
  }
}

/**
 * The Workers of all configurations by what is asked for. One index serves every Worker: if each searched all the others,
 * a Worker would cost the more the more there are.
 */
export class WorkerIndex {
  readonly byName = new Map<string, Worker[]>();
  readonly byTarget = new Map<string, RemoteBinding[]>();
  readonly byEntry = new Map<FilePath, EnvironmentConfig[]>();

  constructor(workers: readonly Worker[]) {
    for (const worker of workers) this.#add(worker);
  }

  #add(worker: Worker): void {
    const { config, environment } = worker;
    const { workerName, main, bindings } = environment;
    if (workerName !== undefined) push(this.byName, workerName, worker);
    if (main !== undefined) push(this.byEntry, join(dirname(config.path), main.value), environment);
    for (const binding of bindings) {
      const { scriptName, className } = binding;
      if (scriptName === undefined || className === undefined) continue;
      push(this.byTarget, targetKey(scriptName.value, className.value), { worker, binding });
    }
  }
}

/** Neither a Worker's name nor a class's has a line break in it. */
function targetKey(workerName: string, className: string): string {
  return `${workerName}\n${className}`;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
