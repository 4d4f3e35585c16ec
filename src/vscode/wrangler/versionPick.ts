import * as vscode from "vscode";
import type { VersionShare } from "../../core/wrangler/commandLine.ts";
import { explain } from "../../core/wrangler/explain/explain.ts";
import { readShares, readVersions, type WorkerVersion } from "../../core/wrangler/versions.ts";
import { tellError } from "../tell.ts";
import type { AccountVariables } from "./accountNews.ts";
import type { Job } from "./job.ts";
import type { Services } from "./services.ts";
import { runCaptured } from "./terminal.ts";
import type { Tools } from "./tools.ts";

/** A version that can be chosen, with its share of the traffic in percent (0 for none). */
export interface DeployableVersion extends WorkerVersion {
  readonly share: number;
}

export interface VersionItem extends vscode.QuickPickItem {
  readonly version: DeployableVersion;
}

/** Asks wrangler which versions there are, the newest first; undefined where it has none to tell, which the person is told. */
export async function findVersions(
  { tools }: Services,
  job: Job,
  env: AccountVariables,
): Promise<readonly DeployableVersion[] | undefined> {
  const { on, folder, name } = job;
  const title = vscode.l10n.t("Looking for the versions of {0}…", name);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const [listed, shares] = await Promise.all([
      runCaptured(await tools.specOf({ kind: "versions list", on }, folder, env), abort.signal),
      findShares(tools, job, { env, signal: abort.signal }),
    ]);
    if (abort.signal.aborted) return undefined;
    const versions = readVersions(listed.stdout);
    if (versions !== undefined && versions.length > 0) return withShares(versions, shares);
    const [why] = listed.findings.map((each) => explain(each).message);
    tellError(why ?? vscode.l10n.t("wrangler tells of no version of {0}.", name));
    return undefined;
  });
}

/** Asks wrangler which versions get how much of the traffic; empty where nothing is deployed, or it does not say. */
export async function findShares(
  tools: Tools,
  { on, folder }: Pick<Job, "on" | "folder">,
  { env, signal }: { readonly env: AccountVariables; readonly signal?: AbortSignal },
): Promise<readonly VersionShare[]> {
  const spec = await tools.specOf({ kind: "deployments status", on, isJson: true }, folder, env);
  return readShares((await runCaptured(spec, signal)).stdout);
}

/** A version as a line to choose: what its author said of it, which one it is, when and by whom, and its traffic. */
export function versionItem(version: DeployableVersion): VersionItem {
  const { id, message, tag, number, created, author, share } = version;
  const said = [message, tag].find((each) => each !== undefined && each !== "");
  const numbered = number === undefined ? vscode.l10n.t("Version") : vscode.l10n.t("Version {0}", number);
  const when = created === undefined ? undefined : dateFormat().format(created);
  const traffic = share === 0 ? "" : `  $(broadcast) ${vscode.l10n.t("{0} of the traffic", percent(share))}`;
  return {
    label: said ?? numbered,
    description: `${id.slice(0, 8)}${traffic}`,
    detail: [said === undefined ? undefined : numbered, when, author].filter((part) => part !== undefined).join(", "),
    version,
  };
}

/** A share as people write it where they are: `10%`, `10 %`. */
export function percent(share: number): string {
  return new Intl.NumberFormat(vscode.env.language, { style: "percent", maximumFractionDigits: 3 }).format(share / 100);
}

function withShares(versions: readonly WorkerVersion[], shares: readonly VersionShare[]): readonly DeployableVersion[] {
  return versions.map((version) => ({ ...version, share: shares.find(({ id }) => id === version.id)?.share ?? 0 }));
}

function dateFormat(): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
}
