import { textOf, type PrintedMessage } from "../messages.ts";
import { excerptPlace } from "./configuration.ts";
import type { WranglerFinding } from "./finding.ts";

/** The findings of a message about the bundle; undefined for any other. Wordings measured with wrangler 4.164. */
export function readBuild(message: PrintedMessage): readonly WranglerFinding[] | undefined {
  const { headline } = message;
  const unexported = /Durable Objects, which are not exported in your entrypoint file: (.*)\.$/.exec(headline)?.[1];
  if (unexported !== undefined) {
    return unexported.split(", ").map((name) => ({
      kind: "boundClassNotExported",
      severity: "error",
      guilty: { classes: [name] },
      original: textOf(message),
    }));
  }
  const missing = /^The entry-point file at "(.*)" was not found/.exec(headline)?.[1];
  if (missing !== undefined) {
    return [{ kind: "entryNotFound", severity: "error", guilty: { field: "main" }, original: textOf(message) }];
  }
  if (/^Build failed with \d+ errors?:/.test(headline)) return nestedErrors(message);
  return undefined;
}

function nestedErrors(message: PrintedMessage): readonly WranglerFinding[] {
  const parts = message.body.join("\n").split(/\n?(?=✘ \[ERROR\] |▲ \[WARNING\] )/);
  const errors = parts.filter((part) => part.startsWith("✘"));
  const findings = errors.map((part): WranglerFinding => {
    const [head = "", ...rest] = part.split("\n");
    const place = excerptPlace(rest);
    const original = head.replace(/^✘ \[ERROR\] /, "");
    return { kind: "buildError", severity: "error", guilty: place === undefined ? {} : { place }, original };
  });
  return findings.length > 0
    ? findings
    : [{ kind: "buildError", severity: "error", guilty: {}, original: textOf(message) }];
}
