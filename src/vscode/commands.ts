import * as vscode from "vscode";
import { commandId, type CommandName } from "../contributions.ts";

/** A command of the palette, a menu or a lens. A picker that is cancelled makes `run` return quietly. */
export interface Command {
  readonly name: CommandName;
  run(...args: readonly unknown[]): unknown;
}

/** Registers commands under their contributed ids; whoever calls it owns the result. */
export function registerCommands(commands: readonly Command[]): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map((command) =>
      vscode.commands.registerCommand(commandId(command.name), (...args: unknown[]) => command.run(...args)),
    ),
  );
}
