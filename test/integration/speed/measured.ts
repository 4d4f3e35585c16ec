import { outputMark } from "../../host/result.ts";

/** Prints what was measured as a row of a table, which `npm run bench` looks for among the lines of the suite. */
export function printMeasured(...cells: readonly string[]): void {
  // eslint-disable-next-line no-console -- the console is the suite's way to the terminal.
  console.log(`${outputMark}| ${cells.join(" | ")} |`);
}
