import type { ExtensionContext } from "vscode";
import { registerCommands } from "./vscode/commands.ts";
import { createLog, showLog } from "./vscode/log.ts";
import { registerRulePages, shippedRulePages, showRulePage } from "./vscode/rulePages.ts";
import { restartServer, ServerHandle } from "./vscode/serverHandle.ts";
import { ServerProcess } from "./vscode/serverProcess.ts";
import { Schemas } from "./vscode/schema.ts";
import { registerPageRestore } from "./vscode/views/pageRestore.ts";
import { WorkersView } from "./vscode/views/workersView.ts";
import { registerWrangler } from "./vscode/wrangler/register.ts";

/** Registers what must be there at once; everything else is loaded after it has returned. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const pages = shippedRulePages(context);
  const view = new WorkersView();
  const schemas = new Schemas(async () => (await server.main()).client);
  const process = new ServerProcess(context.asAbsolutePath("dist/server.cjs"));
  const server: ServerHandle = new ServerHandle({ context, log, view, schemas, process });
  context.subscriptions.push(
    log,
    view,
    schemas,
    server,
    registerCommands([restartServer(server), showLog(log), showRulePage(pages)]),
    registerRulePages(pages),
    registerPageRestore(server),
    registerWrangler(server),
  );
  server.startWhenNeeded();
}
