import { runMocha } from "../support/runMocha.ts";

export async function run(): Promise<void> {
  await runMocha(
    () => import("./activation.test.ts"),
    () => import("./keystroke.test.ts"),
  );
}
