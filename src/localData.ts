/**
 * Reads and moves what local development has stored. It runs on the person's own Node, which brings the SQLite that can read
 * what workerd wrote, and prints one line of JSON:
 *
 * - `node localData.cjs contents <folder> [<id>]`: what a namespace holds, by its folder, and one of its objects
 * - `node localData.cjs inspect <from> <to>`: what moving all objects of a namespace to another would come to
 * - `node localData.cjs move <from> <to>`: that move
 */
import type { LocalDataAnswer } from "./core/localData/answer.ts";
import { toFilePath } from "./core/text/path.ts";
import { readContents } from "./node/localData/contents.ts";
import { Busy, loadNodeSqlite, type Sqlite } from "./node/localData/database.ts";
import { inspectObjects, moveObjects } from "./node/localData/move.ts";

const [verb = "", folder = "", other = ""] = process.argv.slice(2);

void answer().then((found) => process.stdout.write(`${JSON.stringify(found)}\n`));

async function answer(): Promise<LocalDataAnswer> {
  const sqlite = await loadNodeSqlite();
  if (sqlite === undefined) return { kind: "noSqlite", version: process.version };
  try {
    return work(sqlite);
  } catch (error) {
    if (error instanceof Busy) return { kind: "busy" };
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function work(sqlite: Sqlite): LocalDataAnswer {
  const move = () => ({ from: toFilePath(folder), to: toFilePath(other) });
  switch (verb) {
    case "contents":
      return { kind: "contents", contents: readContents(sqlite, folder, other) };
    case "inspect":
      return { kind: "plan", plan: inspectObjects(sqlite, move()) };
    case "move":
      return { kind: "moved", plan: moveObjects(sqlite, move()) };
    default:
      return { kind: "failed", message: `no verb ${verb}` };
  }
}
