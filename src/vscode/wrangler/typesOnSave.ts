import * as vscode from "vscode";
import { dirname, join, toFilePath } from "../../core/text/path.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { commandId } from "../../contributions.ts";
import { readSetting } from "../settings.ts";
import { environmentOption } from "./devPlan.ts";
import type { Services } from "./services.ts";
import { isSuccess, runCaptured } from "./terminal.ts";

/** The file that `wrangler types` writes unless it is told another. */
const typesFile = "worker-configuration.d.ts";

/** Whether the generated types fit the configuration, as wrangler itself says (`types --check`). */
export async function typesState(
  services: Services,
  target: Target,
): Promise<"current" | "stale" | "none" | "unknown"> {
  const folder = dirname(target.configPath);
  if (services.tools.files.stat(join(folder, typesFile)) === undefined) return "none";
  const environment = environmentOption(target, await services.describeWorkers());
  const on = { config: target.configPath, environment };
  const outcome = await runCaptured(
    await services.tools.specOf({ kind: "types", on, path: undefined, isCheck: true }, folder),
  );
  if (isSuccess(outcome)) return "current";
  const isStale = outcome.findings.some((each) => /out of date/.test(each.original));
  return isStale ? "stale" : "unknown";
}

/** Generates types, or tells that they are stale, when a configuration that has generated types was saved. */
export function watchTypes(services: Services): vscode.Disposable {
  const told = new Set<string>();
  return vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
    const isConfig = uri.scheme === "file" && /\/wrangler\.(json|jsonc|toml)$/.test(uri.path);
    if (!isConfig || !vscode.workspace.isTrusted) return;
    const target: Target = { configPath: toFilePath(uri.fsPath), environment: null };
    const generates = readSetting("types.generateOnSave", uri);
    if (!generates && (!readSetting("types.noticeStale", uri) || told.has(uri.path))) return;
    // A project without wrangler, or with a Node that is too old, is told so when it starts something.
    const state = await typesState(services, target).catch(() => "unknown" as const);
    if (state !== "stale") return;
    if (generates) await vscode.commands.executeCommand(commandId("generateTypes"), target);
    else await offer(target, () => told.add(uri.path));
  });
}

async function offer(target: Target, silence: () => void): Promise<void> {
  const generate = vscode.l10n.t("Generate");
  const never = vscode.l10n.t("Not Now");
  const message = vscode.l10n.t(
    "The generated types do not fit {0} any more.",
    vscode.workspace.asRelativePath(target.configPath),
  );
  const chosen = await vscode.window.showInformationMessage(message, generate, never);
  if (chosen === generate) await vscode.commands.executeCommand(commandId("generateTypes"), target);
  if (chosen === never) silence();
}
