import * as vscode from "vscode";
import type { FilePath } from "../../core/text/span.ts";
import type { WranglerCommand } from "../../core/wrangler/commandLine.ts";
import type { Tools } from "./tools.ts";

/**
 * Runs a command of wrangler in a terminal of its own, for those that ask questions. The terminal's program is Node itself,
 * with an argument array: there is no shell in it.
 */
export async function runInTerminal(
  tools: Tools,
  name: string,
  {
    command,
    folder,
    env = {},
  }: { readonly command: WranglerCommand; readonly folder: FilePath; readonly env?: Readonly<Record<string, string>> },
): Promise<vscode.Terminal> {
  const spec = await tools.specOf(command, folder);
  const terminal = vscode.window.createTerminal({
    name,
    shellPath: spec.command,
    shellArgs: [...spec.args],
    cwd: spec.cwd,
    env,
    isTransient: true,
  });
  terminal.show();
  return terminal;
}
