import type { Log } from "../core/ports.ts";
import type { FilePath } from "../core/text/span.ts";

export interface QueueOptions {
  /** Checks one configuration. */
  readonly check: (config: FilePath) => void;
  /** Is told each time that nothing waits any more. */
  readonly idle: () => void;
  /** How far a configuration is from what the person looks at; the nearest is checked first. */
  readonly distance: (config: FilePath) => Distance;
  readonly log: Log;
}

/** 0 for what the person has just worked on, 1 for what is open otherwise, 2 for the rest. */
export type Distance = 0 | 1 | 2;

/**
 * The configurations that wait for their check. One is checked at a time, and between two of them the server listens: a
 * keystroke never waits for the rest of the workspace, and a configuration that changes again while it waits is checked
 * once.
 */
export class CheckQueue {
  readonly #options: QueueOptions;
  readonly #waiting = new Set<FilePath>();
  #next: NodeJS.Immediate | undefined;
  /** How many have something more urgent to do than what is far. */
  #holders = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Asks for a check of each configuration, soon. */
  request(configs: Iterable<FilePath>): void {
    for (const config of configs) this.#waiting.add(config);
    if (!this.isIdle) this.#schedule();
  }

  /** Checks at once those of the given configurations that wait: an answer is about to be built on them. */
  flush(configs: Iterable<FilePath>): void {
    for (const config of configs) if (this.#waiting.delete(config)) this.#check(config);
  }

  /** Lets what is far from the person wait until the returned function is called, once. */
  hold(): () => void {
    this.#holders++;
    return () => {
      this.#holders--;
      if (!this.isIdle) this.#schedule();
    };
  }

  /** Whether nothing waits. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Forgets what waits. */
  dispose(): void {
    this.#waiting.clear();
    clearImmediate(this.#next);
    this.#next = undefined;
  }

  #schedule(): void {
    if (this.#waiting.size > 0) this.#next ??= setImmediate(() => this.#step());
    else this.#options.idle();
  }

  #step(): void {
    this.#next = undefined;
    const nearest = this.#nearest();
    // All that waits is held: its holder comes back.
    if (nearest === undefined) return;
    this.#waiting.delete(nearest);
    this.#check(nearest);
    this.#schedule();
  }

  #nearest(): FilePath | undefined {
    let best: { readonly config: FilePath; readonly distance: Distance } | undefined;
    for (const config of this.#waiting) {
      const distance = this.#options.distance(config);
      if (distance === 2 && this.#holders > 0) continue;
      if (best === undefined || distance < best.distance) best = { config, distance };
    }
    return best?.config;
  }

  /** What fails with one configuration must not keep the others from being checked. */
  #check(config: FilePath): void {
    try {
      this.#options.check(config);
    } catch (error) {
      this.#options.log.error(`The check of ${config} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}
