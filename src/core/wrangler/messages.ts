import { stripEscapes } from "./text.ts";

/** One error or warning as wrangler prints it (`✘ [ERROR] …` on stderr): a headline and what stands below it. */
export interface PrintedMessage {
  readonly severity: "error" | "warning";
  readonly headline: string;
  /** The lines below the headline, without the indentation they share and without empty ones at both ends. */
  readonly body: readonly string[];
}

// At the start of a line; messages inside a message are indented. Vite prints what workerd says as it is.
const head = /^(?:(?:✘ \[ERROR\]|▲ \[WARNING\]) ?(.*)|(service core:.*)|MiniflareCoreError \[\w+\]: (.*))$/;

// What wrangler prints behind the last message, to a person.
const trailer = /^(?:🪵|If you think this is a bug|Logs were written to)/;

/** The messages in what a run has printed on stderr, in order. What belongs to none is left out. */
export function readMessages(printed: string): readonly PrintedMessage[] {
  const reader = new MessageReader();
  const messages = stripEscapes(printed)
    .split(/\r?\n/)
    .flatMap((line) => reader.push(line));
  return [...messages, ...reader.end()];
}

/**
 * Reads messages from lines as they come. A message is complete when something else begins, so the last one needs
 * `end`; a reader that waits for more calls it when the stream has been quiet.
 */
export class MessageReader {
  #current: { severity: PrintedMessage["severity"]; headline: string; body: string[] } | undefined;

  /** The messages that a line (without escape sequences) completes. */
  push(line: string): readonly PrintedMessage[] {
    const match = head.exec(line);
    if (match !== null) {
      const done = this.end();
      this.#current = {
        severity: line.startsWith("▲") ? "warning" : "error",
        headline: match[1] ?? match[2] ?? match[3] ?? "",
        body: [],
      };
      return done;
    }
    const isOutside = line !== "" && !/^\s/.test(line) && trailer.test(line);
    if (isOutside) return this.end();
    this.#current?.body.push(line);
    return [];
  }

  /** The message that was being read, if any. */
  end(): readonly PrintedMessage[] {
    const current = this.#current;
    this.#current = undefined;
    return current === undefined ? [] : [{ ...current, body: tidy(current.body) }];
  }
}

/** Every line of a message as one text, for a reader of it. */
export function textOf(message: PrintedMessage): string {
  return [message.headline, ...message.body].join("\n").trim();
}

function tidy(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const kept = first === -1 ? [] : lines.slice(first, last + 1);
  const indents = kept.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return kept.map((line) => line.slice(shared).trimEnd());
}
