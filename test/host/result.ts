import { existsSync, readFileSync } from "node:fs";

/** What came of a suite, or of several. */
export type Result = {
  readonly passed: number;
  readonly failed: number;
};

/** Of a suite that did not come to its end. */
export const noResult: Result = { passed: 0, failed: 1 };

/**
 * The variable that tells a suite where to write its result as JSON, and the mark that its lines carry in the log of
 * the workbench, which holds much else.
 */
export const resultVariable = "DURABLE_OBJECTS_TEST_RESULT";
export const outputMark = "\u2063suite\u2063";

/** Reads what a suite wrote. @returns undefined if it wrote nothing: it did not come to its end */
export function readResult(file: string): Result | undefined {
  if (!existsSync(file)) return undefined;
  const result: Result = JSON.parse(readFileSync(file, "utf8"));
  return result;
}

/** Adds up results. */
export function sum(results: readonly Result[]): Result {
  return results.reduce((total, one) => ({ passed: total.passed + one.passed, failed: total.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}
