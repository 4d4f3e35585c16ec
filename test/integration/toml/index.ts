import { runMocha } from "../support/runMocha.ts";

/** Runs inside VS Code. */
export async function run(): Promise<void> {
  await runMocha(() => import("./outline.test.ts"));
}
