import * as vscode from "vscode";
import type { WholeEdit } from "./wholeEdit.ts";

/** A file before and after an edit; undefined where it is not there. */
interface Side {
  readonly uri: vscode.Uri;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const scheme = "durable-objects-preview";

/**
 * Shows what an edit makes of each of its files, as one page of differences, and asks whether to apply it. It is applied as
 * a whole or not at all, as half of it would be wrong; VS Code's own preview lets parts be left out.
 */
export async function isConfirmed(whole: WholeEdit): Promise<boolean> {
  const sides = await sidesOf(whole);
  const texts = new Map<string, string>();
  const uriOf = (side: Side): vscode.Uri => side.uri.with({ scheme, query: side.uri.scheme });
  for (const side of sides) texts.set(uriOf(side).toString(), side.after ?? "");
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
  });
  const title = vscode.l10n.t("Preview of the changes");
  try {
    const resources = sides.map((side) => [
      side.uri,
      side.before === undefined ? undefined : side.uri,
      side.after === undefined ? undefined : uriOf(side),
    ]);
    await vscode.commands.executeCommand("vscode.changes", title, resources);
    return await asks(title);
  } finally {
    // Behind the title stands how many files there are.
    const shown = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ label }) => label.startsWith(title));
    await vscode.window.tabGroups.close(shown);
    provider.dispose();
  }
}

/** The list stays where the person reads and scrolls. */
async function asks(title: string): Promise<boolean> {
  const apply = vscode.l10n.t("Apply");
  const chosen = await vscode.window.showQuickPick([apply, vscode.l10n.t("Discard")], { title, ignoreFocusOut: true });
  return chosen === apply;
}

async function sidesOf({ edit, created, deleted }: WholeEdit): Promise<readonly Side[]> {
  const sides: Side[] = created.map(({ uri, text }) => ({ uri, before: undefined, after: text }));
  for (const [uri, edits] of edit.entries()) {
    const before = await textOf(uri);
    if (edits.length > 0) sides.push({ uri, before, after: applied(before, edits) });
  }
  for (const uri of deleted) sides.push({ uri, before: await textOf(uri), after: undefined });
  return sides.filter(({ before, after }) => before !== after);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

/** The edits are in the text as it is, and do not overlap. */
function applied(text: string, edits: readonly vscode.TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const at = ({ line, character }: vscode.Position): number =>
    line < starts.length ? (starts[line] ?? 0) + character : text.length;
  let end = text.length;
  let after = "";
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start.compareTo(a.range.start))) {
    after = newText + text.slice(at(range.end), end) + after;
    end = at(range.start);
  }
  return text.slice(0, end) + after;
}
