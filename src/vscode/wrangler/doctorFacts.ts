import { homedir } from "node:os";
import * as vscode from "vscode";
import { dirname, join, toFilePath } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { ConfigurationFacts, DoctorFacts } from "../../core/wrangler/doctor.ts";
import { discoveredFrom } from "../../core/wrangler/discovered.ts";
import { findPackage } from "../../core/wrangler/installation.ts";
import { fieldsOf, stringField } from "../../core/wrangler/packageJson.ts";
import { findViteProject } from "../../core/wrangler/vite.ts";
import type { Meant } from "./choice.ts";
import type { Services } from "./services.ts";
import { nodeFor } from "./tools.ts";
import { typesState } from "./typesOnSave.ts";

/** What there is to report for a Worker, or for the workspace's folder where there is none. */
export async function doctorFacts(services: Services, meant: Meant | undefined): Promise<DoctorFacts> {
  const { tools, context } = services;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const folder = meant === undefined ? toFilePath(root ?? context.extensionPath) : dirname(meant.target.configPath);
  const wrangler = tools.find(folder);
  const installation = wrangler.kind === "found" ? wrangler.installation : undefined;
  const { isTrusted } = vscode.workspace;
  const node = isTrusted ? await tools.checkNode(folder, installation?.nodeRange) : undefined;
  const canRun = installation !== undefined && node?.kind === "ok";
  if (canRun) services.reach("hasTools");
  const unknown = "unknown" as const;
  const [login, types] = await Promise.all([
    canRun ? services.accounts.login(folder).then(({ kind }) => kind) : unknown,
    canRun && meant !== undefined ? typesState(services, meant.target) : unknown,
  ]);
  const version: unknown = context.extension.packageJSON.version;
  return {
    extensionVersion: String(version),
    editor: `${vscode.env.appName} ${vscode.version}`,
    platform: `${process.platform} ${process.arch}`,
    configuration: meant && (await configurationFacts(services, meant)),
    wrangler,
    wranglerPath: installation && forPeople(installation.bin),
    node,
    nodePath: forPeople(nodeFor(folder)),
    // As wrangler finds it, beside itself where a package manager keeps packages apart.
    workerd: versionOf(services, installation === undefined ? folder : dirname(installation.bin), "workerd"),
    vite: findViteProject(tools.files, folder) && versionOf(services, folder, "vite"),
    login,
    types,
    isTrusted,
  };
}

async function configurationFacts(services: Services, { target, because }: Meant): Promise<ConfigurationFacts> {
  const summary = await services.choice.summaryOf(target);
  const environment = summary?.environments.find((each) => each.name === target.environment);
  const discovered = discoveredFrom(services.tools.files, dirname(target.configPath));
  const redirect = join(dirname(target.configPath), ".wrangler/deploy/config.json");
  return {
    path: forPeople(target.configPath),
    because,
    environment: target.environment ?? undefined,
    compatibilityDate: environment?.compatibilityDate,
    shadowedBy: discovered === undefined || discovered === target.configPath ? undefined : forPeople(discovered),
    redirect: services.tools.files.stat(redirect) === undefined ? undefined : forPeople(redirect),
  };
}

function versionOf({ tools }: Services, folder: FilePath, name: string): string | undefined {
  const found = findPackage(tools.files, folder, name);
  return found && stringField(fieldsOf(tools.files.readFile(join(found, "package.json"))), "version");
}

/** A path as a report may show it: relative to the workspace, or without the name of who is at home here. */
function forPeople(path: string): string {
  const relative = vscode.workspace.asRelativePath(path);
  const home = toFilePath(homedir());
  return relative.startsWith(`${home}/`) ? `~${relative.slice(home.length)}` : relative;
}
