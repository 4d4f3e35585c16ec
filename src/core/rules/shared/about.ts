import { dirname, join } from "../../text/path.ts";
import type { Worker } from "../../worker.ts";

/**
 * Whether a configuration has to do with Durable Objects: only then are its name, entry and dates this extension's
 * business. Of 263 configurations of workers-sdk's own fixtures, two thirds have not, and are never deployed.
 */
export function isAboutDurableObjects({ config }: Worker): boolean {
  return config.environments.some(
    ({ durableObjects, migrations, exports }) =>
      durableObjects !== undefined || migrations.value.length > 0 || exports.value.length > 0,
  );
}

const endings = ["ts", "mts", "js", "mjs", "cjs"];

/** Whether a Vite configuration stands beside it: Vite's plugin finds entries its own way and adds a compatibility date. */
export function hasViteBeside(worker: Worker): boolean {
  return hasBeside(worker, "vite.config");
}

/** Frameworks that give wrangler an entry of their own, by the configurations that stand beside it. */
const frameworks = ["vite.config", "astro.config", "svelte.config", "nuxt.config", "react-router.config", "app.config"];

/** Whether a framework's configuration stands beside it, whose build makes the entry. */
export function hasFrameworkBeside(worker: Worker): boolean {
  return frameworks.some((name) => hasBeside(worker, name));
}

/** Whether a build has written a configuration of its own that wrangler deploys in place of this one. */
export function isRedirected(worker: Worker): boolean {
  return worker.exists(join(dirname(worker.config.path), ".wrangler/deploy/config.json"));
}

/** Whether a Vitest configuration stands beside it, so that it may be one that is never deployed. */
export function hasVitestBeside(worker: Worker): boolean {
  return hasBeside(worker, "vitest.config");
}

/** Whether one stands there or in the folder above: it may run the Worker with a date and flags of its own. */
export function hasVitestNear(worker: Worker): boolean {
  const folder = dirname(worker.config.path);
  return (
    hasVitestBeside(worker) || endings.some((ending) => worker.exists(join(dirname(folder), `vitest.config.${ending}`)))
  );
}

function hasBeside(worker: Worker, name: string): boolean {
  return endings.some((ending) => worker.exists(join(dirname(worker.config.path), `${name}.${ending}`)));
}
