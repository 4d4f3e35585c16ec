import assert from "node:assert/strict";
import {
  nextState,
  startingSession,
  tellsOfAnswer,
  type SessionEvent,
  type SessionState,
} from "../../../src/core/wrangler/session.ts";
import { SessionFindings } from "../../../src/core/wrangler/sessionFindings.ts";
import { LineSplitter, stripEscapes } from "../../../src/core/wrangler/text.ts";

const url = "http://127.0.0.1:8787";
const printed = (line: string): SessionEvent => ({ kind: "printed", line });
const after = (...events: readonly SessionEvent[]): SessionState => events.reduce(nextState, startingSession);
const ready = printed(`[wrangler:info] Ready on ${url}`);

describe("The state of a dev session", () => {
  it("is ready with the address of the ready line, wrangler's or Vite's", () => {
    assert.deepEqual(after(printed("⎔ Starting local server...")), { kind: "starting" });
    assert.deepEqual(after(ready), { kind: "ready", url });
    assert.deepEqual(after(printed("  ➜  Local:   http://localhost:5173/")), {
      kind: "ready",
      url: "http://localhost:5173/",
    });
  });

  it("reloads and is ready again at the same address", () => {
    assert.deepEqual(after(ready, printed("⎔ Reloading local server...")), { kind: "reloading", url });
    assert.deepEqual(
      after(ready, printed("⎔ Reloading local server..."), printed("⎔ Local server updated and ready")),
      {
        kind: "ready",
        url,
      },
    );
  });

  it("is failing after a failed build, but not after an exception of the Worker", () => {
    assert.deepEqual(after(ready, { kind: "error", headline: "Build failed with 1 error:" }), { kind: "failing", url });
    assert.deepEqual(after(ready, { kind: "error", headline: "Uncaught Error: no" }), { kind: "ready", url });
  });

  it("tells a stop that was asked for from an end that was not", () => {
    const exit: SessionEvent = { kind: "exit", code: 1, signal: undefined };
    assert.deepEqual(after(ready, exit), { kind: "ended", code: 1, signal: undefined });
    assert.deepEqual(after(ready, { kind: "stopAsked" }, exit), { kind: "stopped" });
  });
});

describe("What a session complains of", () => {
  const message = (headline: string, body: readonly string[] = []): Parameters<SessionFindings["add"]>[0] => ({
    severity: "error",
    headline,
    body,
  });

  it("is what the latest failed build says, beside the exceptions so far", () => {
    const findings = new SessionFindings();
    findings.add(message("Uncaught Error: no", ["at f (file:///w/a.ts:1:2)"]));
    findings.add(message("Cannot apply deleted_classes migration to non-existent class A"));
    findings.add(message("Cannot apply deleted_classes migration to non-existent class B"));
    assert.deepEqual(
      findings.current.map((each) => [each.kind, each.guilty.classes?.[0]]),
      [
        ["runtimeException", undefined],
        ["replayNeedsMissing", "B"],
      ],
    );
    findings.clear();
    assert.deepEqual(findings.current, []);
  });
});

describe("The request that a Worker answered", () => {
  it("is told by wrangler's line of it, with any status but that of an error", () => {
    for (const line of [
      "GET / 200 OK (283ms)",
      "POST /rooms/a 404 Not Found (3ms)",
      "GET /ws 101 Switching Protocols (9ms)",
    ])
      assert.ok(tellsOfAnswer(`[wrangler:info] ${line}`), line);
    for (const line of [
      "GET / 500 Internal Server Error (83ms)",
      "Ready on http://127.0.0.1:8787",
      "GET 200 logged (1ms)",
    ])
      assert.ok(!tellsOfAnswer(`[wrangler:info] ${line}`), line);
    assert.ok(!tellsOfAnswer("GET / 200 OK (1ms)"));
  });
});

describe("Printed text", () => {
  it("loses its colours and links", () => {
    assert.equal(stripEscapes("\u001B[1;31mred\u001B[0m \u001B]8;;https://x\u0007link\u001B]8;;\u0007"), "red link");
  });

  it("is cut into lines wherever the chunks end", () => {
    const lines = new LineSplitter();
    assert.deepEqual([...lines.push("a\r"), ...lines.push("\nb\nc")], ["a", "b"]);
    assert.equal(lines.end(), "c");
  });
});
