import { readMessages, textOf, type PrintedMessage } from "../messages.ts";
import type { OutputEntry } from "../output.ts";
import { isAccountKind, readAccount } from "./account.ts";
import { readApiErrors } from "./api.ts";
import { readBuild } from "./build.ts";
import { readConfiguration } from "./configuration.ts";
import type { WranglerFinding } from "./finding.ts";
import { readOwnWords } from "./ownWords.ts";
import { readReconciliation } from "./reconciliation.ts";
import { readException } from "./runtime.ts";
import { isAboutStartup, readStartup } from "./startup.ts";

/**
 * What a run of wrangler refuses or throws, from what it printed on stderr and from its own output file. Warnings are
 * left to the check, which says the same things earlier.
 */
export function readFindings(stderr: string, entries: readonly OutputEntry[] = []): readonly WranglerFinding[] {
  const messages = readMessages(stderr);
  const found = findingsOf(messages);
  return found.length > 0 ? found : failuresOf(entries);
}

/** The findings of messages that were printed one after the other. */
export function findingsOf(messages: readonly PrintedMessage[]): readonly WranglerFinding[] {
  const aboutStartup = messages.filter(isAboutStartup);
  const others = messages.filter((each) => each.severity === "error" && !isAboutStartup(each));
  const found = [...readStartup(aboutStartup), ...others.flatMap(findingsIn)].filter(isFirstOfAccount);
  return found.length > 0 ? found : unexplained(aboutStartup);
}

/** wrangler says several times that it is not logged in or not connected. */
function isFirstOfAccount(finding: WranglerFinding, index: number, all: readonly WranglerFinding[]): boolean {
  return !isAccountKind(finding.kind) || all.findIndex((each) => each.kind === finding.kind) === index;
}

function findingsIn(message: PrintedMessage): readonly WranglerFinding[] {
  const one = readAccount(message) ?? readException(message) ?? readOwnWords(message);
  if (one !== undefined) return [one];
  const several =
    readReconciliation(message) ?? readConfiguration(message) ?? readApiErrors(message) ?? readBuild(message);
  if (several !== undefined) return several;
  // An exception that passes through several objects is told once more without its stack.
  return message.headline.startsWith("Uncaught") ? [] : unexplained([message]);
}

function unexplained(messages: readonly PrintedMessage[]): readonly WranglerFinding[] {
  return messages
    .filter((each) => each.severity === "error")
    .map((each) => ({ kind: "unknown", severity: "error", guilty: {}, original: textOf(each) }));
}

/** Where nothing was understood on stderr, the output file still has the message of the error that ended the run. */
function failuresOf(entries: readonly OutputEntry[]): readonly WranglerFinding[] {
  const messages = entries.flatMap((entry): readonly PrintedMessage[] => {
    if (entry.type !== "command-failed") return [];
    const [headline = "", ...body] = entry.message.split("\n");
    return [{ severity: "error", headline, body }];
  });
  return findingsOf(messages);
}
