import * as vscode from "vscode";
import { type SessionState, urlOf } from "../../core/wrangler/session.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { hasEnvironments } from "./appearance.ts";
import type { Branch } from "./treeModel.ts";

/** A dev session, as far as the view shows it. */
export interface ShownSession {
  readonly target: Target;
  readonly state: SessionState;
}

/** The dev sessions there are, and the news of them. */
export interface ShownSessions {
  readonly all: readonly ShownSession[];
  readonly onDidChange: vscode.Event<ShownSession>;
}

/** What of the dev sessions stands behind a Worker or an environment. */
export class SessionsInTree implements vscode.Disposable {
  #sessions: ShownSessions | undefined;
  #subscription: vscode.Disposable | undefined;

  /** Takes the sessions over, and tells of each that changes. */
  follow(sessions: ShownSessions, changed: (session: ShownSession) => void): void {
    this.#sessions = sessions;
    this.#subscription?.dispose();
    this.#subscription = sessions.onDidChange(changed);
  }

  /** The state or address of a running session in words; undefined where none runs. */
  of({ item }: Branch): string | undefined {
    if (item.kind !== "worker" && item.kind !== "environment") return undefined;
    const { configPath, environment } = item.subject;
    const isAny = item.kind === "worker" && hasEnvironments(item.children);
    const found = this.#sessions?.all.find(
      ({ target, state }) =>
        target.configPath === configPath &&
        (isAny || target.environment === environment) &&
        state.kind !== "ended" &&
        state.kind !== "stopped",
    );
    return found && wordsOf(found.state);
  }

  dispose(): void {
    this.#subscription?.dispose();
  }
}

function wordsOf(state: SessionState): string {
  if (state.kind === "failing") return vscode.l10n.t("build failed");
  return urlOf(state)?.replace(/\/$/, "") ?? vscode.l10n.t("starting");
}
