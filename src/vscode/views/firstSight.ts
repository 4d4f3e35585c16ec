import type { TreeModel } from "./treeModel.ts";

/** Notes how long after the activation the Workers of the workspace were to be seen, for the log. It begins when it is made. */
export class FirstSight {
  readonly #start = performance.now();
  #seen: Seen = { workers: 0, classes: 0, bindings: 0, after: 0 };
  #isTold = false;

  /** The tree has been changed. Another number of Workers is another first sight: they are found one after the other. */
  changed(model: TreeModel): void {
    const workers = model.roots.length;
    if (this.#isTold || workers === this.#seen.workers) return;
    const kinds = [...model.all].map(({ item }) => item.kind);
    const countOf = (kind: string): number => kinds.filter((each) => each === kind).length;
    this.#seen = { workers, classes: countOf("class"), bindings: countOf("binding"), after: this.#elapsed() };
  }

  /** What there is to log once everything has been checked for the first time; undefined afterwards. */
  checked(): string | undefined {
    const { workers, classes, bindings, after } = this.#seen;
    if (this.#isTold || workers === 0) return undefined;
    this.#isTold = true;
    return `In the view ${after} ms after the activation: ${workers} Workers, ${classes} classes, ${bindings} bindings. All of them were checked after ${this.#elapsed()} ms.`;
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#start);
  }
}

interface Seen {
  readonly workers: number;
  readonly classes: number;
  readonly bindings: number;
  /** In milliseconds. */
  readonly after: number;
}
