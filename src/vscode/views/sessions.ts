import * as vscode from "vscode";
import { type SessionState, urlOf } from "../../core/wrangler/session.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import type { TreeItem } from "../../protocol.ts";
import { hasEnvironments } from "./appearance.ts";
import type { ShownSessions } from "./workersView.ts";

/** A dev session, as far as the view shows it. */
export interface TreeSession {
  readonly target: Target;
  readonly state: SessionState;
}

/** The dev sessions there are, and the news of them. */
export interface TreeSessions {
  readonly all: readonly TreeSession[];
  readonly onDidChange: vscode.Event<TreeSession>;
}

/** What of the dev sessions stands behind a Worker or an environment. */
export function shownSessions(sessions: TreeSessions): ShownSessions {
  return {
    of: (item) => wordsFor(item, sessions.all),
    onDidChange: (listener, self, disposables) =>
      sessions.onDidChange(({ target }) => listener.call(self, target.configPath), undefined, disposables),
  };
}

function wordsFor({ kind, subject, children }: TreeItem, sessions: readonly TreeSession[]): string | undefined {
  if (kind !== "worker" && kind !== "environment") return undefined;
  const isAny = kind === "worker" && hasEnvironments(children);
  const found = sessions.find(
    ({ target, state }) =>
      target.configPath === subject.configPath &&
      (isAny || target.environment === subject.environment) &&
      state.kind !== "ended" &&
      state.kind !== "stopped",
  );
  return found && wordsOf(found.state);
}

function wordsOf(state: SessionState): string {
  if (state.kind === "failing") return vscode.l10n.t("build failed");
  return urlOf(state)?.replace(/\/$/, "") ?? vscode.l10n.t("starting");
}
