import { runMocha } from "../support/runMocha.ts";

export async function run(): Promise<void> {
  await runMocha(() => import("./projects.test.ts"));
}
