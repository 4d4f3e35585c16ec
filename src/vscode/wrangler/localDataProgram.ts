import { readLocalDataAnswer, type LocalDataAnswer } from "../../core/localData/answer.ts";
import type { FilePath } from "../../core/text/span.ts";
import { runCaptured } from "./terminal.ts";
import type { Tools } from "./tools.ts";

/** Asks the program that reads and moves local data: it runs on the person's own Node, in a folder. */
export async function askLocalData(tools: Tools, args: readonly string[], folder: FilePath): Promise<LocalDataAnswer> {
  const run = await runCaptured(tools.nodeSpec([tools.own("localData.cjs"), ...args], folder));
  return run.end.kind === "failed" ? { kind: "failed", message: run.end.message } : readLocalDataAnswer(run.stdout);
}
