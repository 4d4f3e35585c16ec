import { existsSync, readFileSync } from "node:fs";

/** What came of a suite, or of several. */
export type Result = {
  readonly passed: number;
  readonly failed: number;
};

/**
 * The variable that tells a suite where to write its result as JSON, and the mark that its lines carry in the log of
 * the workbench, which holds much else.
 */
export const resultVariable = "DURABLE_OBJECTS_TEST_RESULT";
export const outputMark = "\u2063suite\u2063";

/** Reads what a suite wrote. A suite that wrote nothing failed. */
export function readResult(file: string): Result {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
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
