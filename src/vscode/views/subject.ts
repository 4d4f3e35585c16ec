import * as vscode from "vscode";
import type { TreeItemSubject } from "../../protocol.ts";
import { hasEnvironments } from "./appearance.ts";
import type { Branch } from "./treeModel.ts";

/** As much as is known where a command was called. */
type CommandSubject = Pick<TreeItemSubject, "configPath"> & Partial<TreeItemSubject>;

/** What a command is about: the thing that a menu of the tree or a light bulb stands at; undefined for the palette. */
export function subjectOf(argument: unknown): CommandSubject | undefined {
  if (isBranch(argument)) return argument.item.subject;
  return isSubject(argument) ? argument : undefined;
}

/** The configuration that a command is about: of a node, or of a file whose title bar it was called from. */
export function configPathOf(argument: unknown): string | undefined {
  return subjectOf(argument)?.configPath;
}

/**
 * What commands of wrangler are given: for a node what it is about, for a Worker with several environments its
 * configuration, so that they ask which one; anything else as it is.
 */
export function toTarget(argument: unknown): unknown {
  if (!isBranch(argument)) return argument;
  const { kind, children, subject } = argument.item;
  return kind === "worker" && hasEnvironments(children) ? vscode.Uri.file(subject.configPath) : subject;
}

function isSubject(value: unknown): value is CommandSubject {
  return typeof value === "object" && value !== null && "configPath" in value;
}

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null && "item" in value && "children" in value;
}
