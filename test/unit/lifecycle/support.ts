import { parseDocument } from "../../../src/core/config/document.ts";
import type { EnvironmentConfig } from "../../../src/core/config/model.ts";
import { readConfig } from "../../../src/core/config/read.ts";
import type { Lifecycle } from "../../../src/core/lifecycle/model.ts";
import type { Worker } from "../../../src/core/worker.ts";
import { projectOf } from "../../support/project.ts";
import { at } from "../../support/memoryFiles.ts";

/** The environment of a configuration written as a value; the top level if none is named. */
export function environmentOf(config: object, name: string | null = null): EnvironmentConfig {
  const { environments } = readConfig(at("wrangler.jsonc"), parseDocument(JSON.stringify(config), "jsonc"));
  const found = environments.find((each) => each.name === name);
  if (found === undefined) throw new Error(`No environment ${name}`);
  return found;
}

/** The Worker of a configuration written as a value, with a committed one if there is one. */
export function workerOf(config: object, committed?: object, files: Readonly<Record<string, string>> = {}): Worker {
  const { project } = projectOf(
    { "wrangler.jsonc": JSON.stringify(config), ...files },
    committed && { "wrangler.jsonc": JSON.stringify(committed) },
  );
  const analysis = project.analyse(at("wrangler.jsonc"));
  if (analysis === undefined) throw new Error("There is no such configuration");
  return analysis.workers[0];
}

/** What a lifecycle comes to, one line per class: `Room live sqlite`. */
export function summaryOf({ classes }: Pick<Lifecycle, "classes">): readonly string[] {
  return [...classes.values()].map(({ name, state, storage }) => `${name} ${state} ${storage ?? "?"}`);
}
