/** What something took, in milliseconds. */
export interface Taken {
  /** By the clock, which also counts what else the machine did meanwhile. */
  readonly wall: number;
  /** Of the processor, in every thread of this process. */
  readonly cpu: number;
}

/** Starts to measure; the answer tells what has been taken since. */
export function clock(): () => Taken {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - start, cpu: (user + system) / 1000 };
  };
}

/** The value that a share of all do not exceed: 0.5 for the median. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
}

/** `12 ms`, with digits for what is short. */
export function inMs(time: number): string {
  return `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}
