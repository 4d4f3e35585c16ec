import { Transform, type Readable, type TransformCallback } from "node:stream";

/** Longer heads are none: what was read of one is forgotten up to this many characters. */
const maxHead = 10_000;

const endOfHead = "\r\n\r\n";

/**
 * Passes on a stream of messages (`Content-Length: …`, an empty line, as many bytes) until one claims a length below zero:
 * `vscode-jsonrpc` (8.2) would read that for ever. `refuse` is told the length, and nothing behind it is passed on. Heads that
 * are broken in another way are left to the library, which looks for the next one.
 */
export function checkedMessages(input: Readable, refuse: (length: number) => void): Readable {
  const heads = new HeadReader();
  return input.pipe(
    new Transform({
      transform(chunk: Buffer, _, done: TransformCallback) {
        const length = heads.push(chunk);
        if (length === undefined) done(null, chunk);
        else refuse(length);
      },
    }),
  );
}

/** Follows heads and bodies through the chunks of a stream. */
class HeadReader {
  #head = "";
  /** Bytes of the body that are still to come. */
  #left = 0;

  /** The first length below zero that a chunk brings. */
  push(chunk: Buffer): number | undefined {
    for (let at = 0; at < chunk.length;) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, chunk.length - at);
        this.#left -= taken;
        at += taken;
        continue;
      }
      const before = this.#head.length;
      this.#head += chunk.toString("latin1", at);
      const end = this.#head.indexOf(endOfHead);
      if (end === -1) {
        this.#head = this.#head.slice(-maxHead);
        return undefined;
      }
      at += end + endOfHead.length - before;
      const length = lengthIn(this.#head.slice(0, end));
      this.#head = "";
      if (length < 0) return length;
      this.#left = length;
    }
    return undefined;
  }
}

/** The length as the library reads it; 0 where there is none. */
function lengthIn(head: string): number {
  const value = /^content-length:(.*)$/im.exec(head)?.[1];
  return Number.parseInt(value ?? "", 10) || 0;
}
