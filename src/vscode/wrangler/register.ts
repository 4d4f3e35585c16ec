import * as vscode from "vscode";
import { wranglerCommandNames, type CommandName } from "../../contributions.ts";
import { registerCommands, type Command } from "../commands.ts";
import { toTarget } from "../views/subject.ts";
import type { ServerHandle } from "../serverHandle.ts";
import type { WranglerFeatures } from "./index.ts";

/** Registers commands, tasks and debugger under their names; what they do is loaded when one of them is first used. */
export function registerWrangler(server: ServerHandle): vscode.Disposable {
  const load = async (): Promise<WranglerFeatures> => (await server.main()).wrangler;
  return vscode.Disposable.from(
    registerCommands(wranglerCommandNames.map((name) => loadedLater(name, load))),
    vscode.tasks.registerTaskProvider("durable-objects", {
      provideTasks: async (token) => (await load()).tasks.provideTasks(token),
      resolveTask: async (task, token) => (await load()).tasks.resolveTask(task, token),
    }),
    vscode.debug.registerDebugConfigurationProvider("durable-objects", {
      resolveDebugConfiguration: async (...args) => (await load()).debugging.resolveDebugConfiguration?.(...args),
    }),
  );
}

function loadedLater(name: CommandName, load: () => Promise<WranglerFeatures>): Command {
  return {
    name,
    async run(...args) {
      const { commands } = await load();
      return commands.find((each) => each.name === name)?.run(...args.map(toTarget));
    },
  };
}
