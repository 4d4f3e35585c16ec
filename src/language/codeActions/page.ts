import { t } from "@vscode/l10n";
import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { commandId } from "../../contributions.ts";
import type { Client } from "../client.ts";
import type { Reported } from "../diagnostics.ts";

/** The action that shows the page of a problem's rule; none in an editor that cannot. */
export function pageActions({ problem, diagnostic }: Reported, { options }: Client): readonly CodeAction[] {
  if (options.uriScheme === undefined) return [];
  const title = t("Show the page of {0}", problem.rule);
  const command = { title, command: commandId("showRulePage"), arguments: [problem.rule] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command }];
}
