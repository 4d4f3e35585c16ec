import * as vscode from "vscode";
import { dirname, toFilePath } from "../../core/text/path.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { generatedTypes } from "../../core/wrangler/types.ts";
import { commandId } from "../../contributions.ts";
import { readSetting } from "../settings.ts";
import { jobOf } from "./job.ts";
import type { Services } from "./services.ts";
import { taskType } from "./tasks.ts";
import { isSuccess, runCaptured } from "./terminal.ts";

/** Whether the generated types fit the configuration, as wrangler itself says (`types --check`). */
export async function typesState(
  services: Services,
  target: Target,
): Promise<"current" | "stale" | "none" | "unknown"> {
  const folder = dirname(target.configPath);
  const types = generatedTypes(services.tools.files, target.configPath);
  if (types === undefined) return "none";
  const { on } = await jobOf(services, target);
  const outcome = await runCaptured(
    await services.tools.specOf({ kind: "types", on, path: undefined, isCheck: true }, folder),
  );
  if (isSuccess(outcome)) return "current";
  const isStale = outcome.findings.some((each) => /out of date/.test(each.original));
  return isStale ? "stale" : "unknown";
}

/** Generates types, or tells that they are stale, when a configuration that has generated types was saved. */
export function watchTypes(services: Services): vscode.Disposable {
  // Those that are being told of, and those of which a person wants to hear no more.
  const quiet = new Set<string>();
  return vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
    const isConfig = uri.scheme === "file" && /\/wrangler\.(json|jsonc|toml)$/.test(uri.path);
    if (!isConfig || !vscode.workspace.isTrusted) return;
    const target: Target = { configPath: toFilePath(uri.fsPath), environment: null };
    const generates = readSetting("types.generateOnSave", uri);
    if (!generates && (!readSetting("types.noticeStale", uri) || quiet.has(uri.path))) return;
    // A project without wrangler, or with a Node that is too old, is told so when it starts something.
    const before = await madeAt(services, target);
    const state = await typesState(services, target).catch(() => "unknown" as const);
    const isMadeNow = isGenerating() || before !== (await madeAt(services, target));
    if (state !== "stale" || isMadeNow) return;
    if (generates) await vscode.commands.executeCommand(commandId("generateTypes"), target);
    else if (!quiet.has(uri.path)) {
      quiet.add(uri.path);
      if (!(await isDeclined(target))) quiet.delete(uri.path);
    }
  });
}

/** When the types of a target were made, in milliseconds since 1970; undefined where there are none. */
async function madeAt({ tools }: Services, { configPath }: Target): Promise<number | undefined> {
  const types = generatedTypes(tools.files, configPath);
  return types && (await vscode.workspace.fs.stat(vscode.Uri.file(types))).mtime;
}

/** Whether types are just being made, as after adding a Durable Object. */
function isGenerating(): boolean {
  return vscode.tasks.taskExecutions.some(
    ({ task }) => task.definition.type === taskType && task.definition["task"] === "types",
  );
}

/** Tells that types are stale, makes them if a person wants that, and answers whether they want to hear no more of it. */
async function isDeclined(target: Target): Promise<boolean> {
  const generate = vscode.l10n.t("Generate");
  const never = vscode.l10n.t("Not Now");
  const message = vscode.l10n.t(
    "The generated types do not fit {0} any more.",
    vscode.workspace.asRelativePath(target.configPath),
  );
  const chosen = await vscode.window.showInformationMessage(message, generate, never);
  if (chosen === generate) await vscode.commands.executeCommand(commandId("generateTypes"), target);
  return chosen === never;
}
