import { textOf, type PrintedMessage } from "../messages.ts";
import type { WranglerFinding } from "./finding.ts";

/**
 * The findings of a refused reconciliation of `exports` (code 100402), one per class; undefined for any other message.
 * wrangler 4.164 prints `✘ [scenario] class 'X': message`, then perhaps a suggestion and the Workers that refer to it.
 */
export function readReconciliation(message: PrintedMessage): readonly WranglerFinding[] | undefined {
  if (!message.headline.startsWith("Durable Object exports reconciliation failed")) return undefined;
  const entries = textOf(message).split(/\n(?=[ \t]*✘ \[)/);
  const findings = entries.flatMap((entry) => readEntry(entry));
  const whole: WranglerFinding = {
    kind: "exportsScenario",
    severity: "error",
    guilty: {},
    original: textOf(message),
    code,
  };
  return findings.length > 0 ? findings : [whole];
}

const code = 100402;

function readEntry(entry: string): readonly WranglerFinding[] {
  const match = /^\s*✘ \[([\w]+)\] class '([^']*)': /.exec(entry);
  if (match === null) return [];
  const [head, scenario = "", className = ""] = match;
  const scripts = /Referencing scripts: (.*)/.exec(entry)?.[1]?.split(", ");
  const original = entry.slice(head.length).replaceAll(/\n\s+/g, "\n").trim();
  return [
    {
      kind: "exportsScenario",
      severity: "error",
      guilty: { classes: [className], ...(scripts !== undefined && { scripts }) },
      original,
      code,
      scenario,
    },
  ];
}
