import { fstatSync, writeSync } from "node:fs";
import type { Output } from "./host.ts";

/**
 * Standard output. A file or a pipe is written to directly: the streams of Node take longer to load than most checks have
 * to say. A terminal is left to them. When a writer directly written to is done, nothing is left to wait for.
 */
export function standardOutput(): Output & { readonly isDirect: boolean } {
  if (isFileOrPipe()) return { isDirect: true, isTTY: false, write: writeAll };
  // Whoever reads a part of the output and leaves (`| head`) is no reason to end with an exception.
  process.stdout.on("error", () => process.exit());
  return { isDirect: false, isTTY: process.stdout.isTTY, write: (text) => process.stdout.write(text) };
}

const descriptor = 1;

function isFileOrPipe(): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isFIFO() || found.isSocket();
  } catch {
    return false;
  }
}

function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSome(bytes, at);
}

function writeSome(bytes: Buffer, at: number): number {
  try {
    return writeSync(descriptor, bytes, at);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EPIPE") process.exit();
    if (code !== "EAGAIN") throw error;
    // Whoever made the pipe wants to be asked again when its reader is slow.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    return 0;
  }
}

/** In milliseconds. */
const pause = 5;
