import * as vscode from "vscode";
import { persistedTo, stateFolders } from "../../core/localData/folders.ts";
import type { LocalState } from "../../core/localData/moves.ts";
import type { FileSystem } from "../../core/ports.ts";
import { dirname, join } from "../../core/text/path.ts";
import type { WorkerSummary } from "../../core/wrangler/summary.ts";
import { readSetting } from "../settings.ts";

/** What is known of local data: also where the settings say that it is kept. */
export function localState(files: FileSystem, summaries: readonly WorkerSummary[]): LocalState {
  const persistTo = summaries.flatMap(({ configPath }) => {
    const named = persistedTo(readSetting("dev.arguments", vscode.Uri.file(configPath)));
    return named === undefined ? [] : [join(dirname(configPath), named)];
  });
  return { files, summaries, folders: stateFolders(files, summaries, persistTo) };
}
