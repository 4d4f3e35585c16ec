import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { commandId } from "../contributions.ts";
import { createClient } from "./client.ts";
import { setContext } from "./context.ts";
import { insertCallCommand } from "./insertCall.ts";
import { Milestones } from "./milestones.ts";
import { notify, onNotification, request } from "./requests.ts";
import { diskFiles } from "../node/fileSystem.ts";
import type { HandleOptions } from "./handleOptions.ts";
import { createWrangler, type WranglerFeatures } from "./wrangler/index.ts";
import { registerCommands } from "./commands.ts";
import { registerCodeRename } from "./refactor/codeRename.ts";
import { refactorCommands } from "./refactor/index.ts";
import { showPlaces } from "./showPlaces.ts";
import { tellTomlOwner } from "./tomlOwner.ts";
import { MatrixPages } from "./views/matrix.ts";
import { shownSessions } from "./views/sessions.ts";
import { Walkthrough } from "./walkthrough.ts";

/** The half of the extension that is loaded after activation. */
export interface Main extends vscode.Disposable {
  readonly client: LanguageClient;
  readonly wrangler: WranglerFeatures;
  readonly matrix: MatrixPages;
  restart(): Promise<void>;
}

/** Starts the server and everything that asks it. */
export async function startMain(options: HandleOptions): Promise<Main> {
  const client = createClient(options, () => void tellGaveUp());
  const { view, schemas } = options;
  const matrix = new MatrixPages(client, options.context.extensionUri, view.onDidChangeWorkers);
  const done = new Milestones(options.context.globalState);
  const wrangler = createWrangler({
    ...options,
    files: diskFiles,
    // Commands that need no Worker work on while the server does not.
    describeWorkers: async () =>
      client.isRunning() ? (await request(client, "durableObjects/workers", {})).map(({ summary }) => summary) : [],
    errorsOf: async (target) => (client.isRunning() ? request(client, "durableObjects/errors", target) : []),
    publishRun: (run) => void notify(client, "durableObjects/wranglerRun", run).catch(() => undefined),
    reach: done.reach,
  });
  const walkthrough = new Walkthrough(done, async () => {
    if (!done.reached.includes("hasTools")) await wrangler.lookForTools();
  });
  const subscriptions = vscode.Disposable.from(
    view.showSessions(shownSessions(wrangler.sessions)),
    walkthrough,
    done,
    view.follow(client),
    schemas.follow(client),
    matrix,
    registerCodeRename(client),
    tellTomlOwner(client, options.context.extension.id),
    registerCommands([showPlaces, matrix.command, insertCallCommand(client), ...refactorCommands(client)]),
    onNotification(client, "durableObjects/workersChanged", ({ count, reached }) => {
      void setContext("hasWorkers", count > 0);
      walkthrough.shows(count > 0 ? ["hasWorkers", ...reached] : reached);
      void setContext("isReady", true);
      const seen = view.checked();
      if (seen !== undefined) options.log.info(seen);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => notify(client, "durableObjects/trustGranted", {})),
  );
  await start(client, options);
  return {
    client,
    wrangler,
    matrix,
    restart: async () => restart(client, options),
    dispose() {
      subscriptions.dispose();
      wrangler.dispose();
      void client.dispose().catch(() => undefined);
    },
  };
}

/** A server that does not start has been reported by then; commands that need none work on. */
async function start(client: LanguageClient, { log }: HandleOptions): Promise<void> {
  try {
    await client.start();
  } catch (error) {
    log.error(`The server did not start: ${String(error)}`);
  }
}

async function restart(client: LanguageClient, options: HandleOptions): Promise<void> {
  if (client.isRunning()) await client.stop().catch((error: unknown) => options.log.warn(String(error)));
  await start(client, options);
}

async function tellGaveUp(): Promise<void> {
  const restart = vscode.l10n.t("Restart Server");
  const showLog = vscode.l10n.t("Show Log");
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t("The Durable Objects server keeps stopping, so nothing is checked any more. Its log says why."),
    restart,
    showLog,
  );
  if (chosen === restart) await vscode.commands.executeCommand(commandId("restartServer"));
  if (chosen === showLog) await vscode.commands.executeCommand(commandId("showLog"));
}
