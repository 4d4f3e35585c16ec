import * as vscode from "vscode";
import type { TreeItem, TreeLocation } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { showLocation, toRange } from "./showLocation.ts";
import { classOf, type Branch, type TreeModel } from "./treeModel.ts";

/** What can be done with a node: by a click, inline or in its menu. */
export function treeCommands(model: TreeModel): readonly Command[] {
  const branchOf = (argument: unknown): Branch | undefined =>
    typeof argument === "string" ? model.get(argument) : toBranch(model, argument);
  return [
    { name: "openNode", run: (argument) => open(branchOf(argument)?.item.location) },
    { name: "copyName", run: (argument) => copy(branchOf(argument)) },
    { name: "findReferences", run: (argument) => findReferences(branchOf(argument)) },
    { name: "goToClass", run: (argument) => open(classOf(branchOf(argument))?.item.location) },
    { name: "goToBinding", run: (argument) => openFirst(branchOf(argument), ["binding", "remoteBinding"]) },
    { name: "goToStep", run: (argument) => openFirst(branchOf(argument), ["step"]) },
    { name: "openConfiguration", run: (argument) => open(rootOf(branchOf(argument))?.item.location) },
  ];
}

/** VS Code hands menus the element itself. */
function toBranch(model: TreeModel, argument: unknown): Branch | undefined {
  const id = typeof argument === "object" && argument !== null && "id" in argument ? argument.id : undefined;
  return typeof id === "string" ? model.get(id) : undefined;
}

async function open(location: TreeLocation | null | undefined): Promise<void> {
  if (location !== null && location !== undefined) await showLocation(location);
}

/** Opens a branch of one of the kinds: itself, or the first below it. */
async function openFirst(branch: Branch | undefined, kinds: readonly TreeItem["kind"][]): Promise<void> {
  const all = branch === undefined ? [] : [branch, ...branch.children];
  await open(all.find(({ item }) => kinds.includes(item.kind))?.item.location);
}

async function copy(branch: Branch | undefined): Promise<void> {
  if (branch !== undefined) await vscode.env.clipboard.writeText(branch.item.label.replace(/^env\./, ""));
}

async function findReferences(branch: Branch | undefined): Promise<void> {
  const location = branch?.item.location;
  if (location === null || location === undefined) return;
  await open(location);
  await vscode.commands.executeCommand(
    "references-view.findReferences",
    vscode.Uri.parse(location.uri),
    toRange(location).start,
  );
}

function rootOf(branch: Branch | undefined): Branch | undefined {
  return branch?.parent === undefined ? branch : rootOf(branch.parent);
}
