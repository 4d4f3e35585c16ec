import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { storedFor } from "../../core/localData/stored.ts";
import { dirname } from "../../core/text/path.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { wranglerCommands } from "../commands/wrangler/index.ts";
import type { Command } from "../commands.ts";
import { LocalDataPages } from "../views/localData.ts";
import { readLocalDataState } from "../views/localDataMessages.ts";
import { Accounts } from "./accounts.ts";
import { explainCannotStart } from "./cannotStart.ts";
import { Choice } from "./choice.ts";
import { tellCrashes } from "./crashes.ts";
import { debugProvider, keepBreakpoints } from "./debug.ts";
import type { WranglerDependencies } from "./dependencies.ts";
import { DeployRecords } from "./deployRecords.ts";
import { LiveLogs } from "./liveLog.ts";
import { localState } from "./localState.ts";
import { Reports } from "./reports.ts";
import type { Services } from "./services.ts";
import { Sessions, keyOf } from "./sessions.ts";
import { sessionStatus } from "./statusBar.ts";
import { taskProvider } from "./tasks.ts";
import { Tools } from "./tools.ts";
import { watchTypes } from "./typesOnSave.ts";

/** wrangler in the editor: what of it others need. Disposing it ends every session. */
export interface WranglerFeatures extends vscode.Disposable {
  readonly commands: readonly Command[];
  readonly sessions: Sessions;
  readonly tasks: vscode.TaskProvider;
  readonly debugging: vscode.DebugConfigurationProvider;
  /** Takes a page of local data over that was open before the window was loaded again. */
  restoreLocalData(this: void, panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Looks whether a Worker of the workspace has a wrangler and a Node that can run it. wrangler is not started. */
  lookForTools(): Promise<void>;
}

/** Makes the commands, tasks, sessions and debugger around wrangler. Whoever calls it registers commands and providers. */
export function createWrangler(dependencies: WranglerDependencies): WranglerFeatures {
  // core speaks by this library, which knows nothing of VS Code's language by itself.
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const services = servicesOf(dependencies);
  const subscriptions = vscode.Disposable.from(
    services.sessions,
    services.reports,
    services.localData,
    sessionStatus(services.sessions),
    tellCrashes(services.sessions),
    keepBreakpoints(services),
    watchTypes(services),
    services.sessions.onDidAnswer(() => services.reach("hasAnswered")),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("durableObjects.node")) services.tools.forgetNodes();
    }),
  );
  return {
    commands: wranglerCommands(services).map((command) => explained(command, services)),
    sessions: services.sessions,
    tasks: taskProvider(services),
    debugging: explainedDebugging(debugProvider(services)),
    restoreLocalData: async (panel, state) => restoreLocalData(services, panel, state),
    lookForTools: async () => lookForTools(services),
    dispose: () => subscriptions.dispose(),
  };
}

function servicesOf(dependencies: WranglerDependencies): Services {
  const { context, log, files, describeWorkers, errorsOf, publishRun, reach } = dependencies;
  const tools = new Tools(files, context.extensionUri);
  const memory = context.workspaceState;
  return {
    context,
    log,
    tools,
    choice: new Choice(describeWorkers, memory),
    sessions: new Sessions(publishRun, log),
    liveLogs: new LiveLogs(),
    localData: new LocalDataPages(tools, context.extensionUri),
    reports: new Reports(),
    records: new DeployRecords(memory),
    accounts: new Accounts(tools, memory, () => reach("isLoggedIn")),
    strictKnown: new Map(),
    describeWorkers,
    errorsOf,
    reach,
    publish: (command: string, target: Target, { findings }) =>
      publishRun({ source: `${command} ${keyOf(target)}`, target, folder: dirname(target.configPath), findings }),
  };
}

/** What a page has kept is believed only as far as it names a namespace that is found without it. */
async function restoreLocalData(services: Services, panel: vscode.WebviewPanel, state: unknown): Promise<void> {
  const folder = readLocalDataState(state)?.folder;
  const isTrusted = vscode.workspace.isTrusted;
  const known = isTrusted ? localState(services.tools.files, await services.describeWorkers()) : undefined;
  const found = known && storedFor(known, undefined).find((each) => each.folder === folder);
  if (found === undefined) panel.dispose();
  else services.localData.restore(panel, found.folder);
}

async function lookForTools({ tools, describeWorkers, reach }: Services): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  for (const { configPath } of await describeWorkers()) {
    const found = tools.find(dirname(configPath));
    if (found.kind !== "found") continue;
    const node = await tools.checkNode(dirname(configPath), found.installation.nodeRange);
    if (node.kind === "ok") return reach("hasTools");
  }
}

/** What cannot be started is explained in place of an error's stack. */
function explained(command: Command, { log }: Pick<Services, "log">): Command {
  return {
    name: command.name,
    async run(...args) {
      try {
        return await command.run(...args);
      } catch (error) {
        log.warn(`${command.name}: ${String(error)}`);
        return explainCannotStart(error, async () => explained(command, { log }).run(...args));
      }
    },
  };
}

function explainedDebugging(provider: vscode.DebugConfigurationProvider): vscode.DebugConfigurationProvider {
  return {
    ...provider,
    async resolveDebugConfiguration(...args) {
      try {
        return await provider.resolveDebugConfiguration?.(...args);
      } catch (error) {
        const [folder, configuration] = args;
        await explainCannotStart(error, async () => vscode.debug.startDebugging(folder, configuration));
        return undefined;
      }
    },
  };
}
