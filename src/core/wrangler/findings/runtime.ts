import { textOf, type PrintedMessage } from "../messages.ts";
import type { CodePlace, WranglerFinding } from "./finding.ts";

/**
 * The finding of an exception that the running Worker did not catch, with its first frame in the user's own code;
 * undefined for any other message, and for one without such a frame (workerd repeats an exception without its stack when
 * it passes from an object to its caller).
 */
export function readException(message: PrintedMessage): WranglerFinding | undefined {
  const match = /^Uncaught(?: \(in promise\))? (.*)$/s.exec(message.headline);
  if (match === null) return undefined;
  const place = message.body.map(frameOf).find((each) => each !== undefined && isOwnCode(each.path));
  if (place === undefined) return undefined;
  // `Uncaught Error: broken Error`: workerd adds the name of the class once more.
  const original = textOf({ ...message, headline: (match[1] ?? "").replace(/ Error$/, "") });
  return { kind: "runtimeException", severity: "error", guilty: { place }, original };
}

/** The place of a stack frame such as `at boom (file:///src/index.ts:9:11)`; lines and columns count from 1. */
function frameOf(line: string): CodePlace | undefined {
  const match = /^\s*at (.*?):(\d+):(\d+)\)?(?: in \w+)?$/.exec(line);
  if (match === null) return undefined;
  const [, before = ""] = match;
  // A path may have brackets of its own, so an address is looked for first.
  const start = Math.max(before.indexOf("file://"), 0) || before.lastIndexOf(" (") + 2;
  return { path: pathOf(start === 1 ? before : before.slice(start)), line: Number(match[2]), column: Number(match[3]) };
}

function pathOf(url: string): string {
  if (!url.startsWith("file://")) return url;
  const path = decodeURIComponent(url.slice("file://".length));
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function isOwnCode(path: string): boolean {
  return !/(^|[/\\])node_modules[/\\]|__mf_|^cloudflare:|^node:|\.wrangler[/\\]/.test(path) && /[/\\.]/.test(path);
}
