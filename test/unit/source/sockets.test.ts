import assert from "node:assert/strict";
import ts from "typescript";
import { indexOf, isNamedAccess } from "../../../src/core/source/moduleIndex.ts";
import { runsBefore } from "../../../src/core/source/order.ts";
import { isSameSocket, socketOf } from "../../../src/core/source/sockets.ts";

describe("What WebSocket an expression is", () => {
  it("is a member of a pair, however the pair is taken apart", () => {
    assert.deepEqual(kinds("const pair = new WebSocketPair(); pair[1].use();"), ["pair 1"]);
    assert.deepEqual(kinds('const pair = new WebSocketPair(); const server = pair["1"]; server.use();'), ["pair 1"]);
    assert.deepEqual(kinds("const [client, server] = Object.values(new WebSocketPair()); server.use();"), ["pair 1"]);
    assert.deepEqual(kinds("const { 0: client, 1: server } = new WebSocketPair(); client.use();"), ["pair 0"]);
    assert.deepEqual(kinds("const p = new WebSocketPair(); const [a] = Object.values(p) as [WebSocket]; a.use();"), [
      "pair 0",
    ]);
    assert.deepEqual(kinds("const pair = new WebSocketPair(); const [a, b] = [pair[0], pair[1]]; b.use();"), [
      "pair 1",
    ]);
    assert.deepEqual(kinds("const pair = new WebSocketPair(); const [a, b] = [...x, pair[1]]; b.use();"), ["unknown"]);
  });

  it("is the same member under another name", () => {
    const [a, b] = owners("const pair = new WebSocketPair(); const server = pair[1]; pair[1].use(); server.use();");
    assert.ok(isSameSocket(a && socketOf(a), b && socketOf(b)));
  });

  it("is what a handler is given, or one of getWebSockets", () => {
    assert.deepEqual(kinds("class A { webSocketClose(ws, code) { ws.use(); } }"), ["handler 0"]);
    assert.deepEqual(kinds("for (const ws of this.ctx.getWebSockets()) ws.use();"), ["hibernated 0"]);
    assert.deepEqual(kinds("ctx.getWebSockets('a').forEach((ws) => ws.use());"), ["hibernated 0"]);
  });

  it("is one to elsewhere, or what a type says", () => {
    assert.deepEqual(kinds("const { webSocket } = r; const ws = r.webSocket; ws.use();"), ["outgoing 0"]);
    assert.deepEqual(kinds("const ws = new WebSocket(url); ws.use();"), ["outgoing 0"]);
    assert.deepEqual(kinds("function f(ws: WebSocket) { ws.use(); }"), ["typed 0"]);
  });

  it("is not known of fields, variables that change, and parameters without a type", () => {
    assert.deepEqual(
      kinds("this.webSocket.use(); let a = new WebSocketPair()[1]; a = b; a.use(); function f(ws) { ws.use(); }"),
      ["unknown", "unknown", "unknown"],
    );
  });

  it("is not the outer one where a parameter has its name", () => {
    assert.deepEqual(kinds("const ws = new WebSocketPair()[1]; function f(ws) { ws.use(); }"), ["unknown"]);
  });
});

describe("What certainly runs before", () => {
  it("stands above in the same block, or in one around it", () => {
    assert.equal(isBefore("a.use(); b.use();"), true);
    assert.equal(isBefore("a.use(); if (x) { b.use(); }"), true);
    assert.equal(isBefore("if (x) { a.use(); b.use(); }"), true);
  });

  it("does not stand in another branch, behind a condition, below, or in another function", () => {
    assert.equal(isBefore("if (x) { a.use(); } else { b.use(); }"), false);
    assert.equal(isBefore("if (x) a.use(); else b.use();"), false);
    assert.equal(isBefore("if (x) { a.use(); return; } b.use();"), false);
    assert.equal(isBefore("x && a.use(); b.use();"), false);
    assert.equal(isBefore("x ? a.use() : 0; b.use();"), false);
    assert.equal(isBefore("b.use(); a.use();"), false);
    assert.equal(isBefore("a.use(); later(() => b.use());"), false);
  });
});

/** The owners of the calls of `use`, in the order of the text. */
function owners(text: string): readonly ts.Expression[] {
  const ast = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true);
  const calls = indexOf({ ast }).calls.get("use") ?? [];
  return calls.flatMap(({ expression }) => (isNamedAccess(expression) ? [expression.expression] : []));
}

function kinds(text: string): readonly string[] {
  return owners(text).map((each) => {
    const found = socketOf(each);
    return found === undefined ? "unknown" : `${found.kind} ${found.index}`;
  });
}

/** Whether the call of `a` runs before that of `b`, in a function. */
function isBefore(body: string): boolean {
  const found = owners(`function f() { ${body} }`);
  const named = (name: string) => found.find((each) => each.getText() === name);
  const [a, b] = [named("a"), named("b")];
  return a !== undefined && b !== undefined && runsBefore(a, b);
}
