import * as vscode from "vscode";
import { foldersUpward, isInside, join, toFilePath } from "../../core/text/path.ts";
import { urlOf } from "../../core/wrangler/session.ts";
import { workersNeeded } from "../../core/wrangler/needs.ts";
import { environmentOf, type Target, type WorkerSummary } from "../../core/wrangler/summary.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Services } from "./services.ts";
import { isRunning, keyOf, type SessionInfo } from "./sessions.ts";
import { startDev } from "./startDev.ts";
import type { Tools } from "./tools.ts";

export const debugType = "durable-objects";

/** Starts `dev` where it does not run yet, and hands the session to VS Code's own JavaScript debugger. */
export function debugProvider(services: Services): vscode.DebugConfigurationProvider {
  return {
    provideDebugConfigurations: () => [{ type: debugType, request: "launch", name: "Durable Objects" }],
    async resolveDebugConfiguration(folder, configuration) {
      const target = await targetOf(services, folder, configuration);
      const sessions = target === undefined ? [] : await readySessions(services, target);
      const [own, ...others] = sessions;
      for (const info of others) await attach(services, info);
      return own && attachTo(services, own, configuration);
    },
  };
}

/** Debugs a Worker and those it binds: the command beside "Start". False where nothing could be attached to. */
export async function startDebugging(services: Services, target: Target): Promise<boolean> {
  const sessions = await readySessions(services, target);
  const attached = await Promise.all(sessions.map(async (info) => attach(services, info)));
  return attached[0] === true;
}

/**
 * Sets the breakpoints of a Worker anew after it was reloaded: a breakpoint whose line the edit has moved is lost
 * otherwise, as js-debug 1.117 was seen to lose 8 of 9.
 */
export function keepBreakpoints(services: Services): vscode.Disposable {
  return services.sessions.onDidReload(({ folder }) => {
    if (vscode.debug.activeDebugSession === undefined) return;
    const own = vscode.debug.breakpoints.filter(
      (each) =>
        each instanceof vscode.SourceBreakpoint &&
        each.location.uri.scheme === "file" &&
        isInside(folder, toFilePath(each.location.uri.fsPath)),
    );
    vscode.debug.removeBreakpoints(own);
    vscode.debug.addBreakpoints(own);
  });
}

/**
 * The sessions of a Worker, first, and of those it binds, each in a wrangler of its own: of Workers that share one, only
 * the first has a debugger (measured with 4.164).
 */
async function readySessions(services: Services, target: Target): Promise<readonly SessionInfo[]> {
  const summaries = await services.describeWorkers();
  const others = workersNeeded(summaries, target).configs.map((configPath) => targetIn(summaries, configPath, target));
  const sessions = [];
  for (const each of [target, ...others]) {
    const running = services.sessions.of(each);
    const isStarted = (running !== undefined && isRunning(running.state)) || (await startDev(services, each, true));
    if (isStarted) sessions.push(services.sessions.whenReady(each));
  }
  return (await Promise.all(sessions)).filter((info) => info !== undefined);
}

function targetIn(summaries: readonly WorkerSummary[], configPath: FilePath, { environment }: Target): Target {
  const target = { configPath, environment };
  return environmentOf(summaries, target) === undefined ? { configPath, environment: null } : target;
}

async function attach(services: Services, info: SessionInfo): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(info.target.configPath));
  const configuration = await attachTo(services, info, { type: debugType, request: "launch", name: info.name });
  return configuration !== undefined && vscode.debug.startDebugging(folder, configuration);
}

/**
 * `address` is needed: alone, the port is tried on `::1` first, and the attempt fails after twelve seconds. Without a
 * package.json around the code js-debug takes the absolute paths of source maps for paths below `cwd`.
 */
async function attachTo(
  { tools }: Services,
  info: SessionInfo,
  { name }: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration | undefined> {
  const where =
    info.inspectorPort === undefined ? await viteInspector(info) : { address: "127.0.0.1", port: info.inspectorPort };
  if (where === undefined) {
    void vscode.window.showErrorMessage(vscode.l10n.t("{0} does not say where its debugger listens.", info.name));
    return undefined;
  }
  return {
    type: "node",
    request: "attach",
    name,
    ...where,
    ...(hasPackage(tools, info) ? {} : { cwd: "/" }),
    attachExistingChildren: false,
    autoAttachChildProcesses: false,
    durableObjects: keyOf(info.target),
  };
}

function hasPackage({ files }: Tools, { folder }: SessionInfo): boolean {
  return [...foldersUpward(folder)].some((each) => files.stat(join(each, "package.json")) !== undefined);
}

/** Vite's plugin chooses the port itself, and tells it in the page of its debugger (`__debug`, plugin 1.64). */
async function viteInspector(info: SessionInfo): Promise<{ readonly websocketAddress: string } | undefined> {
  const url = urlOf(info.state);
  if (url === undefined) return undefined;
  const page = await (await fetch(new URL("__debug", url))).text();
  const address = /[?&]ws=([^&"]+)/.exec(page)?.[1];
  return address === undefined ? undefined : { websocketAddress: `ws://${decodeURIComponent(address)}` };
}

async function targetOf(
  services: Services,
  folder: vscode.WorkspaceFolder | undefined,
  configuration: vscode.DebugConfiguration,
): Promise<Target | undefined> {
  const config: unknown = configuration["config"];
  const environment: unknown = configuration["environment"];
  const root = folder ?? vscode.workspace.workspaceFolders?.[0];
  const uri = typeof config === "string" && root !== undefined ? vscode.Uri.joinPath(root.uri, config) : undefined;
  if (uri !== undefined && typeof environment === "string") {
    return { configPath: toFilePath(uri.fsPath), environment: environment === "" ? null : environment };
  }
  return services.choice.target(uri);
}
