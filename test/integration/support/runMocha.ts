import { writeFileSync } from "node:fs";
import imported from "mocha";
import { outputMark, resultVariable } from "../../host/result.ts";

/** Node 22 gives `require` the namespace of mocha's module, Node 24 the class; the class is a property of both. */
const Mocha: typeof imported = Reflect.get(imported, "Mocha");

/**
 * Runs a suite's test files inside VS Code's extension host, and writes how many tests passed and failed where the host
 * looks for it.
 * @param load imports the test files, such as `() => import("./diagnostics.test.ts")`
 * @throws if a test failed or there was none
 */
export async function runMocha(...load: readonly (() => Promise<unknown>)[]): Promise<void> {
  // Generous, because a suite may be the first to start the language server on a busy machine.
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, color: false, reporter: "spec" });
  // eslint-disable-next-line no-console -- the console is the suite's way to the terminal.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(...marked(args));
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  for (const file of load) await file();
  const { passed, failed } = await finished(mocha);
  const file = process.env[resultVariable];
  if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} tests failed.`);
  if (passed === 0) throw new Error("No test ran.");
}

/** Each line is marked, so that the host finds it in the workbench's log. */
function marked([first = "", ...rest]: readonly unknown[]): unknown[] {
  return [`${outputMark}${String(first)}`, ...rest];
}

async function finished(mocha: imported): Promise<{ readonly passed: number; readonly failed: number }> {
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
  });
}
