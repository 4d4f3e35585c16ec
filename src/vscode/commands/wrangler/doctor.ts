import * as vscode from "vscode";
import { basename, dirname, foldersUpward, join, toFilePath } from "../../../core/text/path.ts";
import type { FilePath } from "../../../core/text/span.ts";
import { doctorReport, type DoctorFacts } from "../../../core/wrangler/doctor.ts";
import { findPackage } from "../../../core/wrangler/installation.ts";
import { fieldsOf, stringField } from "../../../core/wrangler/packageJson.ts";
import type { Target } from "../../../core/wrangler/summary.ts";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { nodeFor } from "../../wrangler/tools.ts";
import { typesState } from "../../wrangler/typesOnSave.ts";

/** Shows a report of the installation as an untitled document, which can be copied. It also returns it. */
export function doctor(services: Services): Command {
  return {
    name: "doctor",
    async run(given) {
      const summaries = await services.describeWorkers();
      const target = summaries.length === 0 ? undefined : await services.choice.target(given);
      const report = await reportFor(services, target);
      const document = await vscode.workspace.openTextDocument({ language: "markdown", content: report });
      await vscode.window.showTextDocument(document);
      return report;
    },
  };
}

/** The report for a Worker, or for the workspace's folder where there is none. */
export async function reportFor(services: Services, target: Target | undefined): Promise<string> {
  return doctorReport(await factsOf(services, target));
}

async function factsOf(services: Services, target: Target | undefined): Promise<DoctorFacts> {
  const { tools, context } = services;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const folder = target === undefined ? toFilePath(root ?? context.extensionPath) : dirname(target.configPath);
  const wrangler = tools.find(folder);
  const range = wrangler.kind === "found" ? wrangler.installation.nodeRange : undefined;
  const isTrusted = vscode.workspace.isTrusted;
  const node: DoctorFacts["node"] = isTrusted ? await tools.checkNode(folder, range) : { kind: "notAsked" };
  const canRun = isTrusted && wrangler.kind === "found" && node.kind === "ok";
  if (canRun) services.reach("hasTools");
  const version: unknown = context.extension.packageJSON.version;
  return {
    extensionVersion: String(version),
    editor: `${vscode.env.appName} ${vscode.version}`,
    platform: `${process.platform} ${process.arch}`,
    configPath: target && vscode.workspace.asRelativePath(target.configPath),
    shadowedBy: target && shadowOf(services, target.configPath),
    worker: target && (await services.choice.summaryOf(target)),
    wrangler,
    node,
    nodePath: nodeFor(folder),
    workerd: workerdVersion(services, folder),
    login: canRun ? await loginState(services, folder) : "unknown",
    types: canRun && target !== undefined ? await typesState(services, target) : "unknown",
    isTrusted,
  };
}

async function loginState(services: Services, folder: FilePath): Promise<DoctorFacts["login"]> {
  return (await services.accounts.login(folder)).kind;
}

/** The configuration that wrangler finds first by itself: json upward, then jsonc, then toml. */
function shadowOf({ tools }: Services, config: FilePath): string | undefined {
  for (const name of ["wrangler.json", "wrangler.jsonc", "wrangler.toml"]) {
    if (name === basename(config)) return undefined;
    const found = [...foldersUpward(dirname(config))]
      .map((each) => join(each, name))
      .find((path) => tools.files.stat(path)?.kind === "file");
    if (found !== undefined) return vscode.workspace.asRelativePath(found);
  }
  return undefined;
}

function workerdVersion({ tools }: Services, folder: FilePath): string | undefined {
  const found = findPackage(tools.files, folder, "workerd");
  return found && stringField(fieldsOf(tools.files.readFile(join(found, "package.json"))), "version");
}
