/**
 * What stands in the cut of TypeScript for files of it that only its own developers, `tsc` and the editor's service need:
 * assertions without their elaborate messages, clocks and traces that nobody reads, no system behind the hosts that it is
 * given.
 */
export const standIns: Readonly<Record<string, string>> = {
  "compiler/debug.ts": `
var Debug = {
  isDebugging: false,
  shouldAssert: () => false,
  fail(message) {
    throw new Error("Debug Failure. " + (message ?? ""));
  },
  assert(isTrue, message) {
    if (!isTrue) Debug.fail(message);
  },
  assertEqual(a, b, message) {
    if (a !== b) Debug.fail(message);
  },
  assertLessThanOrEqual(a, b) {
    if (a > b) Debug.fail();
  },
  assertGreaterThanOrEqual(a, b) {
    if (a < b) Debug.fail();
  },
  assertIsDefined(value, message) {
    if (value === undefined || value === null) Debug.fail(message);
  },
  checkDefined(value, message) {
    Debug.assertIsDefined(value, message);
    return value;
  },
  assertNever: () => Debug.fail("Illegal value"),
  assertNode() {},
  attachNodeArrayDebugInfo() {},
  formatSyntaxKind: String,
  getFunctionName: String,
};
`,
  "compiler/performanceCore.ts": "var timestamp = Date.now;\n",
  "compiler/performance.ts": "function mark() {}\nfunction measure() {}\n",
  "compiler/tracing.ts": "var tracing = undefined;\n",
  "compiler/sys.ts": "var sys = undefined;\n",
};
