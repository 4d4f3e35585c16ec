// Colours and links that terminals understand: CSI sequences, and OSC ones up to their end.
// oxlint-disable-next-line no-control-regex -- the escape character is what this is about
const escapes = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\))/g;

/** A text without terminal escape sequences; wrangler colours its errors even where nobody looks at them. */
export function stripEscapes(text: string): string {
  return text.replace(escapes, "");
}

/** Cuts a stream of chunks into lines (CRLF or LF); the rest waits for its end. */
export class LineSplitter {
  #rest = "";

  /** The lines that a chunk completes, without their line ends. */
  push(chunk: string): readonly string[] {
    const parts = (this.#rest + chunk).split(/\r?\n/);
    this.#rest = parts.pop() ?? "";
    return parts;
  }

  /** What stands behind the last line end, or undefined; called when the stream is over. */
  end(): string | undefined {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "" ? undefined : rest;
  }
}
