import * as vscode from "vscode";
import {
  movesOf,
  orphanedNamespaces,
  targetsFor,
  type LocalMove,
  type LocalState,
  type RenamedClass,
} from "../../../core/localData/moves.ts";
import { basename, dirname } from "../../../core/text/path.ts";
import type { Command } from "../../commands.ts";
import { makeMoves } from "../../wrangler/localData.ts";
import { localState } from "../../wrangler/localState.ts";
import type { Services } from "../../wrangler/services.ts";
import { requireTrust } from "../../wrangler/tools.ts";

/** Moves the objects of local development from under an old name, of a class or of a Worker, to where they are looked for now. */
export function moveLocalData(services: Services): Command {
  return {
    name: "moveLocalData",
    async run(given) {
      requireTrust();
      const state = localState(services.tools.files, await services.describeWorkers());
      const moves = isRenamed(given) ? movesOf(state, given) : await askMove(state);
      if (moves.length > 0) await makeMoves(services, moves);
    },
  };
}

/** Offers what lies under a name that nothing has any more, and then the names that there are. */
async function askMove(state: LocalState): Promise<readonly LocalMove[]> {
  const orphans = orphanedNamespaces(state);
  if (orphans.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No local data lies under the name of a class or a Worker that is gone from this workspace."),
    );
    return [];
  }
  const items = orphans.map(({ folder, objects }) => ({
    label: basename(folder),
    description: vscode.l10n.t("Objects: {0}", objects),
    detail: vscode.workspace.asRelativePath(dirname(folder)),
    folder,
  }));
  const placeHolder = vscode.l10n.t("Local data under an old name, <worker>-<Class>");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen === undefined ? [] : askTarget(state, chosen.folder);
}

async function askTarget(state: LocalState, folder: LocalMove["from"]): Promise<readonly LocalMove[]> {
  const items = targetsFor(state, folder).map((move) => ({
    label: basename(move.to),
    detail: vscode.workspace.asRelativePath(dirname(move.to)),
    move,
  }));
  const placeHolder = vscode.l10n.t("Where the objects of {0} belong now", basename(folder));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen === undefined ? [] : [chosen.move];
}

function isRenamed(value: unknown): value is RenamedClass {
  return typeof value === "object" && value !== null && "kind" in value && "from" in value;
}
