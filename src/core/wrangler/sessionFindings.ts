import type { WranglerFinding } from "./findings/finding.ts";
import { findingsOf } from "./findings/read.ts";
import type { PrintedMessage } from "./messages.ts";
import { isBuildFailure } from "./session.ts";

/** More exceptions than this nobody reads one by one. */
const most = 50;

/** What a running session complains of, until a build succeeds and takes it back. */
export class SessionFindings {
  #messages: readonly PrintedMessage[] = [];

  /** Adds a message; a failed build replaces what the one before it said. */
  add(message: PrintedMessage): void {
    const isFailure = isBuildFailure(message.headline);
    const kept = isFailure ? this.#messages.filter((each) => !isBuildFailure(each.headline)) : this.#messages;
    this.#messages = [...kept, message].slice(-most);
  }

  /** The new code runs: neither the mistakes of the old one nor its exceptions count any more. */
  clear(): void {
    this.#messages = [];
  }

  get current(): readonly WranglerFinding[] {
    return findingsOf(this.#messages);
  }
}
