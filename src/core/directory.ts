import type { EnvironmentConfig } from "./config/model.ts";
import { dirname, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";
import type { RemoteBinding, Worker, WorkerDirectory } from "./worker.ts";

/** Looks Workers up by name among those of every configuration, which it asks for when they are first needed. */
export class Directory implements WorkerDirectory {
  readonly #ask: () => readonly Worker[];
  #workers: readonly Worker[] | undefined;

  constructor(ask: () => readonly Worker[]) {
    this.#ask = ask;
  }

  named(workerName: string): readonly Worker[] {
    return this.#all().filter((worker) => worker.environment.workerName === workerName);
  }

  bindingsTo(workerName: string, className: string): readonly RemoteBinding[] {
    return this.#all().flatMap((worker) =>
      worker.environment.bindings
        .filter((each) => each.scriptName?.value === workerName && each.className?.value === className)
        .map((binding) => ({ worker, binding })),
    );
  }

  sharing(entry: FilePath): readonly EnvironmentConfig[] {
    return this.#all()
      .filter(
        ({ config, environment }) => environment.main && join(dirname(config.path), environment.main.value) === entry,
      )
      .map(({ environment }) => environment);
  }

  names(): readonly string[] {
    return [...new Set(this.#all().flatMap((worker) => worker.environment.workerName ?? []))].toSorted();
  }

  #all(): readonly Worker[] {
    return (this.#workers ??= this.#ask());
  }
}
