import * as vscode from "vscode";
import type { LocalDataAnswer } from "../../core/localData/answer.ts";
import type { LocalMove } from "../../core/localData/moves.ts";
import type { MovePlan } from "../../core/localData/plan.ts";
import { basename, dirname } from "../../core/text/path.ts";
import { tell, tellError, warn } from "../tell.ts";
import { askLocalData } from "./localDataProgram.ts";
import { confirmMove, nothingToMove, toldMove } from "./localDataTexts.ts";
import type { Services } from "./services.ts";
import { requireTrust } from "./tools.ts";

/** A move, and what it comes to. */
export interface PlannedMove {
  readonly move: LocalMove;
  readonly plan: MovePlan;
}

/** Says what moves would come to, and makes them if that is confirmed. Throws `CannotStart`. */
export async function makeMoves(services: Services, moves: readonly LocalMove[]): Promise<void> {
  requireTrust();
  const planned = await askAll(services, "inspect", moves);
  if (planned === undefined) return;
  if (planned.every(({ plan }) => plan.moved.length === 0)) {
    tell(nothingToMove(planned));
    return;
  }
  if (!(await confirmMove(planned))) return;
  const title = vscode.l10n.t("Moving local data");
  const moved = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, async () =>
    askAll(services, "move", moves),
  );
  if (moved !== undefined) tell(toldMove(moved));
}

type Verb = "inspect" | "move";

/** The same for each move, one after the other; undefined where one could not be made, which is told. */
async function askAll(
  services: Services,
  verb: Verb,
  moves: readonly LocalMove[],
): Promise<readonly PlannedMove[] | undefined> {
  const planned: PlannedMove[] = [];
  for (const move of moves) {
    const plan = await planOf(services, verb, move);
    if (plan === undefined) return undefined;
    planned.push({ move, plan });
  }
  return planned;
}

async function planOf(services: Services, verb: Verb, move: LocalMove, tries = 1): Promise<MovePlan | undefined> {
  const answer = await askUntilFree(services, verb, move, tries);
  switch (answer.kind) {
    case "plan":
    case "moved":
      return answer.plan;
    case "busy":
      return (await isStopped(services)) ? planOf(services, verb, move, patience) : undefined;
    case "noSqlite":
      tellError(
        vscode.l10n.t("Moving local data needs Node 22.13 or newer for its SQLite, and this is {0}.", answer.version),
      );
      return undefined;
    case "failed":
    case "contents": {
      const reason = answer.kind === "failed" ? answer.message : answer.kind;
      services.log.error(`Local data of ${move.from}: ${reason}`);
      tellError(vscode.l10n.t("The local data of {0} could not be moved: {1}", basename(move.from), reason));
      return undefined;
    }
  }
}

/** How often it is asked again whether a session that was stopped has let go of its files, and after how many milliseconds. */
const patience = 20;
const pause = 250;

async function askUntilFree(services: Services, verb: Verb, move: LocalMove, tries: number): Promise<LocalDataAnswer> {
  const answer = await ask(services, verb, move);
  if (answer.kind !== "busy" || tries <= 1) return answer;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return askUntilFree(services, verb, move, tries - 1);
}

async function ask({ tools }: Services, verb: Verb, { from, to }: LocalMove): Promise<LocalDataAnswer> {
  return askLocalData(tools, [verb, from, to], dirname(from));
}

/** Offers to stop the sessions that we know; another one only the person can stop. True if there is reason to try again. */
async function isStopped({ sessions }: Services): Promise<boolean> {
  const { running } = sessions;
  if (running.length === 0) {
    warn(vscode.l10n.t("A dev session outside of this window has the local data open; stop it, then try again."));
    return false;
  }
  const names = running.map(({ name }) => name).join(", ");
  const stop = vscode.l10n.t("Stop and Go On");
  const message = vscode.l10n.t("Local data cannot be moved while a dev session has it open; {0} is running.", names);
  if ((await vscode.window.showWarningMessage(message, stop)) !== stop) return false;
  await Promise.all(running.map(async ({ target }) => sessions.stop(target)));
  return true;
}
