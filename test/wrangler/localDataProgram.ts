import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { readLocalDataAnswer, type LocalDataAnswer } from "../../src/core/localData/answer.ts";

/** Runs the program as the extension does, on a Node of its own. */
export async function runLocalData(...args: readonly string[]): Promise<LocalDataAnswer> {
  const program = path.resolve("src/localData.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args]);
  return readLocalDataAnswer(stdout);
}
