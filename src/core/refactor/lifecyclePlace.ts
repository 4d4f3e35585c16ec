import type { Worker } from "../worker.ts";

/** A text that is the same for environments that share one lifecycle. */
export function lifecyclePlace({ environment }: Worker): string {
  const { migrations, exports } = environment;
  return JSON.stringify([
    migrations.node === undefined ? [] : migrations.path,
    exports.node === undefined ? [] : exports.path,
  ]);
}

/** Workers by the lifecycle that they share, each group with its first. */
export function byLifecycle(workers: readonly Worker[]): readonly (readonly [Worker, ...Worker[]])[] {
  const groups = new Map<string, [Worker, ...Worker[]]>();
  for (const worker of workers) {
    const place = lifecyclePlace(worker);
    const known = groups.get(place);
    if (known === undefined) groups.set(place, [worker]);
    else known.push(worker);
  }
  return [...groups.values()];
}
