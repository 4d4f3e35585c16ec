import { explain } from "../../core/wrangler/explain/explain.ts";
import type { AccountVariables } from "./accountNews.ts";
import { tellDeployed, tellFailed, tellUnknown } from "./deployNews.ts";
import type { DeployJob } from "./deployJob.ts";
import type { Services } from "./services.ts";
import { isSuccess, type Outcome } from "./terminal.ts";

/** Remembers what a deploy came to, and tells of it. */
export async function conclude(
  services: Services,
  job: DeployJob,
  outcome: Pick<Outcome, "end" | "entries" | "findings">,
  env: AccountVariables,
): Promise<void> {
  const { kind, target, environment } = job;
  const isDeploy = kind === "deploy";
  const sent = outcome.entries.find((each) => each.type === "deploy" || each.type === "version-upload");
  // Somebody has answered wrangler's own question with no.
  if (isSuccess(outcome) && sent !== undefined && sent.versionId === undefined) return;
  if (isSuccess(outcome)) {
    if (isDeploy) services.reach("isDeployed");
    const record = { account: env["CLOUDFLARE_ACCOUNT_ID"], versionId: sent?.versionId };
    if (isDeploy && environment !== undefined) await services.records.deployed(target, environment, record);
    void tellDeployed(services, job, sent);
    return;
  }
  if (isUnknown(outcome)) {
    if (isDeploy) await services.records.unknown(target, environment?.workerName);
    void tellUnknown(job);
    return;
  }
  const explanations = outcome.findings.map((each) => explain(each).message);
  void tellFailed(job, explanations);
}

/** Whether the deploy may have arrived all the same: it was stopped, killed, or lost the connection. */
function isUnknown({ end, findings }: Pick<Outcome, "end" | "findings">): boolean {
  const wasCut = findings.some((each) => each.kind === "apiUnreachable" || each.kind === "tagPrecondition");
  const isServerError = findings.some((each) => each.kind === "apiFailed" && each.code === 10_013);
  return end.kind === "stopped" || wasCut || isServerError || (end.kind === "exited" && (end.code ?? 129) > 128);
}
