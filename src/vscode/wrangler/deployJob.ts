import type { ProjectScript } from "../../core/wrangler/scripts.ts";
import type { Job } from "./job.ts";

/** `deploy` and its relative that sends the Worker to Cloudflare as well. */
export type DeployKind = "deploy" | "versions upload";

export interface DeployJob extends Job {
  readonly kind: DeployKind;
  /** The script of package.json that deploys in place of wrangler alone. */
  readonly script: ProjectScript | undefined;
}
