import { type CodeAction, CodeActionKind, type WorkspaceEdit } from "vscode-languageserver";
import type { Problem } from "../../core/check.ts";
import { resolveFix } from "../../core/fix.ts";
import type { Fix } from "../../core/rules/rule.ts";
import { basename, dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Client } from "../client.ts";
import type { Reported } from "../diagnostics.ts";
import { toWorkspaceEdit } from "../edits.ts";
import type { Workspace } from "../workspace.ts";

/** What an action carries until its edit is asked for: enough to find its fix again. */
interface FixData {
  readonly path: FilePath;
  readonly config: FilePath;
  readonly rule: string;
  /** The start of the problem's span, in UTF-16 units. */
  readonly start: number;
  /** The place of the fix among those of its problem. */
  readonly fix: number;
}

/** The quick fixes of problems, without their edits; a fix that several problems share stands once. */
export function fixActions(reported: readonly Reported[]): readonly CodeAction[] {
  const offers = new Map<string, Offer>();
  for (const each of reported) {
    for (const [index, fix] of each.problem.fixes.entries()) {
      const key = identity(fix, each.problem.config);
      if (!offers.has(key)) offers.set(key, { ...each, fix, index });
    }
  }
  const all = [...offers.values()];
  return all.map((offer) => toAction(offer, titleAmong(all, offer)));
}

/** The edit of an action's fix against the texts as they are now; undefined if there is none (any more). */
export function fixEdit(data: unknown, workspace: Workspace, client: Client): WorkspaceEdit | undefined {
  const wanted = JSON.stringify(data);
  for (const { problem } of workspace.diagnostics.all) {
    const index = problem.fixes.findIndex((_, index) => JSON.stringify(dataOf(problem, index)) === wanted);
    const fix = problem.fixes[index];
    if (fix === undefined) continue;
    const edits = resolveFix(workspace.documents, problem.config, fix);
    return edits && toWorkspaceEdit(edits, workspace.documents, client);
  }
  return undefined;
}

interface Offer extends Reported {
  readonly fix: Fix;
  readonly index: number;
}

function toAction({ problem, diagnostic, index }: Offer, title: string): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(problem.fixes.length === 1 && { isPreferred: true }),
    data: dataOf(problem, index),
  };
}

function dataOf({ path, config, rule, span }: Problem, fix: number): FixData {
  return { path, config, rule, start: span.start, fix };
}

/** Changes without a path are about the configuration, so the same words may mean two edits. */
function identity({ title, changes }: Fix, config: FilePath): string {
  const isAboutConfig = changes.some((change) => change.kind === "config" && change.path === undefined);
  return JSON.stringify([title, changes, isAboutConfig && config]);
}

/** The title of an offer, with its configuration where another one reads the same. */
function titleAmong(offers: readonly Offer[], { fix, problem }: Offer): string {
  const isUnique = offers.filter((other) => other.fix.title === fix.title).length === 1;
  if (isUnique) return fix.title;
  return `${fix.title} (${basename(dirname(problem.config))}/${basename(problem.config)})`;
}
