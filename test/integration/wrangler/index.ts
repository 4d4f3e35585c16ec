import { runMocha } from "../support/runMocha.ts";

export async function run(): Promise<void> {
  await runMocha(
    () => import("./dev.test.ts"),
    () => import("./debug.test.ts"),
    () => import("./deploy.test.ts"),
  );
}
