import type { Worker } from "../../worker.ts";
import { isAtLeast } from "../../wranglerInUse.ts";
import type { Finding } from "../rule.ts";

/** What a finding adds to itself when wrangler refuses something from a version on only: for an older one it is a warning. */
export function refusedSince({ wrangler }: Worker, version: string): Pick<Finding, "severity"> {
  return isAtLeast(wrangler, version) ? {} : { severity: "warning" };
}
