import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/**
 * Finds the desktop VS Code by its command `code` on the PATH.
 * @returns the executable; undefined if there is none, or if this terminal belongs to a VS Code on another machine, whose
 * `code` cannot run an extension from here
 */
export function findDesktop(): string | undefined {
  if (process.env["VSCODE_IPC_HOOK_CLI"] !== undefined) return undefined;
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  // On Windows bin\code.cmd is a script, which only a shell can run; the program lies beside bin.
  const file = process.platform === "win32" ? "../Code.exe" : "code";
  const isBin = (folder: string) => process.platform !== "win32" || isExecutable(path.join(folder, "code.cmd"));
  return folders
    .filter(isBin)
    .map((folder) => path.join(folder, file))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
