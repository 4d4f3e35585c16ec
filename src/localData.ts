/**
 * Moves the objects of a class in local development to the namespace that they have under another name, or tells what that
 * would come to: `node localData.cjs inspect|move <folder> <folder>`, with the folders of the two. It runs on the person's own Node, which brings the
 * SQLite that can read what workerd wrote.
 */
import type { LocalDataAnswer } from "./core/localData/answer.ts";
import { toFilePath } from "./core/text/path.ts";
import { Busy, loadNodeSqlite } from "./node/localData/database.ts";
import { inspectObjects, moveObjects } from "./node/localData/move.ts";

const [verb, from = "", to = ""] = process.argv.slice(2);

void answer().then((found) => process.stdout.write(`${JSON.stringify(found)}\n`));

async function answer(): Promise<LocalDataAnswer> {
  const sqlite = await loadNodeSqlite();
  if (sqlite === undefined) return { kind: "noSqlite", version: process.version };
  try {
    const move = { from: toFilePath(from), to: toFilePath(to) };
    return verb === "move"
      ? { kind: "moved", plan: moveObjects(sqlite, move) }
      : { kind: "plan", plan: inspectObjects(sqlite, move) };
  } catch (error) {
    if (error instanceof Busy) return { kind: "busy" };
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
