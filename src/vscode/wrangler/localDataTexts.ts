import * as vscode from "vscode";
import { basename } from "../../core/text/path.ts";
import type { PlannedMove } from "./localData.ts";

/** Asks whether to move, and says before what is moved, and what stays and why. */
export async function confirmMove(planned: readonly PlannedMove[]): Promise<boolean> {
  const move = vscode.l10n.t("Move");
  const message = vscode.l10n.t("Move the local data of {0} to {1}?", namesOf(planned, "from"), namesOf(planned, "to"));
  const ids = vscode.l10n.t("The objects get new ids; what has stored an id of the old ones will not find them by it.");
  const isOneOfMany = planned.length > 1;
  const left = [...new Set(planned.map(oldFolder)), ids].join("\n");
  const detail = [...planned.map((each) => linesOf(each, isOneOfMany)), left].join("\n\n");
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, move)) === move;
}

/** Why none can be moved. */
export function nothingToMove(planned: readonly PlannedMove[]): string {
  const reasons = planned.flatMap(leftOf).join(" ");
  return vscode.l10n.t("No local data of {0} can be moved. {1}", namesOf(planned, "from"), reasons);
}

/** What has been done, and what a person may do now. */
export function toldMove(moved: readonly PlannedMove[]): string {
  const told = moved.map(({ move, plan }) =>
    vscode.l10n.t(
      "Objects copied from {0} to {1}: {2}.",
      basename(move.from),
      moved.length > 1 ? vscode.workspace.asRelativePath(move.to) : basename(move.to),
      plan.moved.length,
    ),
  );
  return [...told, ...new Set(moved.map(oldFolder))].join(" ");
}

function linesOf(planned: PlannedMove, isOneOfMany: boolean): string {
  const { moved } = planned.plan;
  const path = vscode.workspace.asRelativePath(planned.move.to);
  const place = isOneOfMany ? [vscode.l10n.t("To {0}:", path)] : [];
  const alarms = moved.filter(({ hasAlarm }) => hasAlarm).length;
  const names = listOf(moved.map(({ name }) => name));
  const copied = vscode.l10n.t("Copied under their names ({0}): {1}.", moved.length, names);
  const ringing = alarms === 0 ? [] : [vscode.l10n.t("Copied with an alarm: {0}.", alarms)];
  return [...place, copied, ...ringing, ...leftOf(planned)].join("\n");
}

function leftOf({ move, plan }: PlannedMove): readonly string[] {
  const unnamed = vscode.l10n.t(
    "Left, as no name is stored for them (unique ids, key-value storage): {0}.",
    plan.unnamed,
  );
  const taken = vscode.l10n.t(
    "Left, as {0} has objects of these names already: {1}.",
    basename(move.to),
    listOf(plan.taken),
  );
  return [...(plan.unnamed > 0 ? [unnamed] : []), ...(plan.taken.length > 0 ? [taken] : [])];
}

function oldFolder({ move }: PlannedMove): string {
  const path = vscode.workspace.asRelativePath(move.from);
  return vscode.l10n.t("The old folder stays as it is until it is deleted by hand: {0}", path);
}

/** So many names are listed; the others are counted. */
const listed = 5;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, listed).join(", ");
  const others = names.length - listed;
  return others > 0 ? vscode.l10n.t("{0} and {1} more", shown, others) : shown;
}

function namesOf(planned: readonly PlannedMove[], end: "from" | "to"): string {
  return [...new Set(planned.map(({ move }) => basename(move[end])))].join(", ");
}
