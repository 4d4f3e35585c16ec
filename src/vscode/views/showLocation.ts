import * as vscode from "vscode";
import type { TreeLocation } from "../../protocol.ts";

/** Opens the text of a node or cell, and selects it. */
export async function showLocation(location: TreeLocation, viewColumn?: vscode.ViewColumn): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
    selection: toRange(location),
    ...(viewColumn !== undefined && { viewColumn }),
  });
}

/** The range of a location as VS Code has it. */
export function toRange({ range }: TreeLocation): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}
