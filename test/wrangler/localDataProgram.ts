import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { readLocalDataAnswer, type LocalDataAnswer } from "../../src/core/localData/answer.ts";
import type { LocalMove } from "../../src/core/localData/moves.ts";

/** Runs the program as the extension does, on a Node of its own. */
export async function runLocalData(verb: "inspect" | "move", { from, to }: LocalMove): Promise<LocalDataAnswer> {
  const program = path.resolve("src/localData.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program, verb, from, to]);
  return readLocalDataAnswer(stdout);
}
