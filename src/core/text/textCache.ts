/** How many texts are remembered until all are forgotten. */
const maxTexts = 4000;

/** Longer texts (UTF-16 units) are read anew each time: few are, and what is read of them is large. */
const longestKept = 10_000;

/**
 * What was read of a text, remembered by the text: after a keystroke all but one statement of a file are the same. It holds
 * a bounded number of short texts, each a copy of its own, which does not keep the whole file in memory.
 */
export class TextCache<Value extends object> {
  readonly #read: (text: string) => Value;
  readonly #known = new Map<string, Value>();

  constructor(read: (text: string) => Value) {
    this.#read = read;
  }

  get(text: string): Value {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const own = detached(text);
    const read = this.#read(own);
    if (text.length > longestKept) return read;
    if (this.#known.size >= maxTexts) this.#known.clear();
    this.#known.set(own, read);
    return read;
  }
}

/** A copy: a slice would keep what it was cut from. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
