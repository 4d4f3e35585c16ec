import { createHash } from "node:crypto";

/** A frame of the WebSocket protocol (RFC 6455). */
export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** What proves to a client that its key was read (`Sec-WebSocket-Accept`). */
export function acceptOf(key: string): string {
  return createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
}

/** A whole frame as a server sends it, unmasked. */
export function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : 4);
  head[0] = 0x80 | opcode;
  head[1] = length < 126 ? length : 126;
  if (length >= 126) head.writeUInt16BE(length, 2);
  return Buffer.concat([head, payload]);
}

/**
 * Cuts what a client sends into frames. Masked or not: the first frame of `wrangler tail` (4.164) is unmasked, against the
 * protocol, which is why no library serves here.
 */
export class FrameReader {
  #rest = Buffer.alloc(0);

  push(chunk: Buffer): readonly Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    for (let next = this.#take(); next !== undefined; next = this.#take()) frames.push(next);
    return frames;
  }

  /** The first frame, if all of it is there; what clients send here is shorter than 64 kB. */
  #take(): Frame | undefined {
    const [first = 0, second = 0] = this.#rest;
    const isLong = (second & 0x7f) === 126;
    const isMasked = (second & 0x80) !== 0;
    const head = 2 + (isLong ? 2 : 0) + (isMasked ? 4 : 0);
    if (this.#rest.length < head) return undefined;
    const length = isLong ? this.#rest.readUInt16BE(2) : second & 0x7f;
    if (this.#rest.length < head + length) return undefined;
    const mask = isMasked ? this.#rest.subarray(head - 4, head) : Buffer.alloc(4);
    const payload = this.#rest.subarray(head, head + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    this.#rest = this.#rest.subarray(head + length);
    return { opcode: first & 0x0f, payload: Buffer.from(payload) };
  }
}
