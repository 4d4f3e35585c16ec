import { runMocha } from "../support/runMocha.ts";

export async function run(): Promise<void> {
  await runMocha(
    () => import("./rename.test.ts"),
    () => import("./convert.test.ts"),
  );
}
