import * as vscode from "vscode";
import { readLocalDataAnswer, type LocalDataAnswer } from "../../core/localData/answer.ts";
import type { FilePath } from "../../core/text/span.ts";
import { runCaptured } from "./terminal.ts";
import type { Tools } from "./tools.ts";

/** Asks the program that reads and moves local data: it runs on the person's own Node, in a folder. */
export async function askLocalData(tools: Tools, args: readonly string[], folder: FilePath): Promise<LocalDataAnswer> {
  const { end, stdout } = await runCaptured(tools.nodeSpec([tools.own("localData.cjs"), ...args], folder));
  if (end.kind === "failed") return { kind: "failed", message: end.message };
  if (stdout !== "" || end.kind !== "exited") return readLocalDataAnswer(stdout);
  // What a broken database can do to its reader ends here.
  return { kind: "failed", message: vscode.l10n.t("Node has ended with {0}.", end.code ?? end.signal ?? "") };
}
