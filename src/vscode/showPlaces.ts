import * as vscode from "vscode";
import type { Command } from "./commands.ts";

/** Behind a lens: opens the one place, or lists several where the lens stands. Its arguments come from the server. */
export const showPlaces: Command = {
  name: "showPlaces",
  async run(uri, position, places) {
    const at = readPosition(position);
    const locations = Array.isArray(places) ? places.flatMap(readLocation) : [];
    const [first] = locations;
    if (typeof uri !== "string" || at === undefined || first === undefined) return;
    if (locations.length === 1) {
      await vscode.window.showTextDocument(first.uri, { selection: first.range });
      return;
    }
    await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), at, locations);
  },
};

function readLocation(value: unknown): readonly vscode.Location[] {
  const uri = member(value, "uri");
  const start = readPosition(member(member(value, "range"), "start"));
  const end = readPosition(member(member(value, "range"), "end"));
  if (typeof uri !== "string" || start === undefined || end === undefined) return [];
  return [new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(start, end))];
}

function readPosition(value: unknown): vscode.Position | undefined {
  const line = member(value, "line");
  const character = member(value, "character");
  return typeof line === "number" && typeof character === "number" ? new vscode.Position(line, character) : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
