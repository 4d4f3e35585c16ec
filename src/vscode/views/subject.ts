import * as vscode from "vscode";
import type { TreeItemSubject } from "../../protocol.ts";
import { hasEnvironments } from "./appearance.ts";
import type { Branch } from "./treeModel.ts";

/** The thing that a menu of the tree was opened on; undefined for a command of the palette. */
export function subjectOf(argument: unknown): TreeItemSubject | undefined {
  return isBranch(argument) ? argument.item.subject : undefined;
}

/** The configuration that a command is about: of a node, or of a file whose title bar it was called from. */
export function configPathOf(argument: unknown): string | undefined {
  return subjectOf(argument)?.configPath;
}

/**
 * What commands of wrangler are given: for a node its Worker and environment, for a Worker with several its configuration,
 * so that they ask which one; anything else as it is.
 */
export function toTarget(argument: unknown): unknown {
  if (!isBranch(argument)) return argument;
  const { kind, children, subject } = argument.item;
  const { configPath, environment } = subject;
  return kind === "worker" && hasEnvironments(children) ? vscode.Uri.file(configPath) : { configPath, environment };
}

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null && "item" in value && "children" in value;
}
