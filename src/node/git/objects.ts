import { createHash } from "node:crypto";
import type { FilePath } from "../../core/text/span.ts";
import type { Answer, GitCommand } from "./run.ts";

/** The committed files of a repository: path below its root → id of its content. */
export type Listing = ReadonlyMap<string, string>;

/** The command whose answer `readListing` reads. `revision` must not begin with a dash. */
export function listCommand(root: FilePath, revision: string): GitCommand {
  return { root, words: ["ls-tree", "-r", "-z", "--full-tree", revision] };
}

/** Reads `<mode> blob <id>\t<path>` entries; links and submodules are left out. */
export function readListing(answer: Buffer): Listing {
  const listing = new Map<string, string>();
  for (const entry of answer.toString("utf8").split("\0")) {
    const tab = entry.indexOf("\t");
    if (entry.startsWith("100")) listing.set(entry.slice(tab + 1), entry.slice(entry.indexOf(" ", 7) + 1, tab));
  }
  return listing;
}

/** The command whose answer `readBlobs` reads. `names` are ids, or `REVISION:PATH`, without line ends. */
export function blobsCommand(root: FilePath, names: readonly string[]): GitCommand {
  return { root, words: ["cat-file", "--batch"], input: names.map((name) => `${name}\n`).join("") };
}

/** Reads the answers `<id> blob <size>\n<content>\n`, name → text; what is missing, or no file, is left out. */
export function readBlobs(answer: Answer, names: readonly string[]): ReadonlyMap<string, string> {
  const blobs = new Map<string, string>();
  if (answer === undefined) return blobs;
  let at = 0;
  for (const name of names) {
    const lineEnd = answer.indexOf("\n", at);
    if (lineEnd === -1) break;
    const [, type, size] = /^[\da-f]+ (\w+) (\d+)$/.exec(answer.toString("latin1", at, lineEnd)) ?? [];
    at = lineEnd + 1;
    if (size === undefined) continue;
    const end = at + Number(size);
    if (type === "blob") blobs.set(name, textOf(answer.subarray(at, end)));
    at = end + 1;
  }
  return blobs;
}

/**
 * Whether a text is the content with an id. Git may have stored the lines of a file on Windows with LF, so that counts as
 * the same.
 */
export function isContent(text: string, id: string): boolean {
  return (
    idOf(text, id.length) === id || (text.includes("\r\n") && idOf(text.replaceAll("\r\n", "\n"), id.length) === id)
  );
}

/** Newer repositories name their objects by SHA-256, which has 64 digits in place of 40. */
function idOf(text: string, length: number): string {
  const content = Buffer.from(text);
  return createHash(length === 64 ? "sha256" : "sha1")
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest("hex");
}

function textOf(content: Buffer): string {
  return content.toString("utf8").replace(/^\uFEFF/, "");
}
