import type { RuntimeCase } from "./cases.ts";
import { accepting, answering, echo, withSockets } from "./socketSources.ts";
import { withMembers } from "./sources.ts";

const pair = `const [client, server] = Object.values(new WebSocketPair());`;

/** A method `run` that has a new pair of sockets. */
function withPair(statements: string, more: readonly string[] = []): string {
  return withMembers([`  async run() {\n    ${pair}\n    ${statements}\n  }`, ...more].join("\n\n"));
}

/** What goes wrong with WebSockets. */
export const socketCases: readonly RuntimeCase[] = [
  {
    rule: "ws-missing-message-handler",
    source: withSockets([accepting, answering], `hear(stub, "hi")`),
    ends: "nothing",
  },
  {
    rule: "ws-listener-on-hibernatable",
    source: withSockets(
      [
        accepting.replace(
          "return",
          `server.addEventListener("message", () => server.send("heard by a listener"));\n    return`,
        ),
        echo,
        answering,
      ],
      `hear(stub, "hi")`,
    ),
    ends: "heard hi",
  },
  {
    rule: "ws-listener-on-hibernatable",
    title: "without the method",
    source: withSockets(
      [
        accepting.replace(
          "return",
          `server.addEventListener("message", (event) => server.send("heard " + event.data));\n    return`,
        ),
        answering,
      ],
      `hear(stub, "hi")`,
    ),
    ends: "nothing",
    fix: { title: "Move it to `webSocketMessage`", answers: "heard hi" },
  },
  {
    rule: "ws-listener-on-hibernatable",
    title: "on a socket of getWebSockets",
    source: withSockets(
      [
        accepting,
        `  async webSocketMessage(ws, message) {
    for (const each of this.ctx.getWebSockets()) each.onmessage = () => each.send("heard by a listener");
  }`,
        answering,
      ],
      `hear(stub, "hi").then(() => hear(stub, "hi again"))`,
    ),
    ends: "nothing",
  },
  {
    rule: "ws-accept-conflict",
    source: withPair(`server.accept();\n    this.ctx.acceptWebSocket(server);\n    return "accepted";`, [echo]),
    ends: /Cannot call `acceptWebSocket\(\)` if the WebSocket was already accepted via `accept\(\)`/,
    fix: { title: "Remove `accept`", answers: "accepted" },
  },
  {
    rule: "ws-accept-conflict",
    title: "the other way round",
    source: withPair(`this.ctx.acceptWebSocket(server);\n    server.accept();\n    return "accepted";`, [echo]),
    ends: /Can't accept\(\) WebSocket after enabling hibernation/,
    fix: { title: "Remove `accept`", answers: "accepted" },
  },
  {
    rule: "ws-close-not-reciprocated",
    source: withSockets([accepting, echo], `close(stub, 1000, "bye")`),
    ends: "nothing",
    fix: { title: "Add `webSocketClose` to X", answers: "1000" },
  },
  {
    rule: "ws-close-not-reciprocated",
    title: "with a handler, before the runtime answered",
    compatibilityDate: "2026-02-01",
    source: withSockets([accepting, echo, `  async webSocketClose(ws, code, reason) {}`], `close(stub, 1000, "bye")`),
    ends: "nothing",
    fix: { title: "Answer with `ws.close`", answers: "1000" },
  },
  {
    rule: "ws-close-echo-code",
    source: withSockets(
      [accepting, echo, `  async webSocketClose(ws, code, reason) {\n    ws.close(code, reason);\n  }`],
      `close(stub)`,
    ),
    ends: "nothing",
    fix: { title: "Answer with 1000 where the code cannot be sent", answers: "1000" },
  },
  {
    rule: "ws-close-echo-code",
    title: "caught",
    source: withSockets(
      [
        accepting,
        echo,
        `  async webSocketClose(ws, code, reason) {
    try {
      ws.close(code, reason);
    } catch {}
  }`,
      ],
      `close(stub)`,
    ),
    ends: "nothing",
    fix: { title: "Answer with 1000 where the code cannot be sent", answers: "1000" },
  },
  ...[1004, 1005, 1006, 1015, 999, 5000].map((code) => ({
    rule: "ws-close-args",
    title: String(code),
    source: withPair(`server.accept();\n    server.close(${code}, "bye");\n    return "closed";`),
    ends: `Invalid WebSocket close code: ${code}.`,
  })),
  {
    rule: "ws-close-args",
    title: "a reason without a code",
    source: withPair(`server.accept();\n    server.close(undefined, "bye");\n    return "closed";`),
    ends: /If you specify a WebSocket close reason, you must also specify a code/,
  },
  {
    rule: "ws-close-args",
    title: "a long reason",
    source: withPair(`server.accept();\n    server.close(1000, "${"é".repeat(62)}");\n    return "closed";`),
    ends: /WebSocket close reason must not be longer than 123 bytes when UTF-8 encoded/,
  },
  {
    rule: "ws-tags",
    source: withPair(
      `this.ctx.acceptWebSocket(server, [${Array.from({ length: 11 }, (_, index) => `"${index}"`).join(", ")}]);`,
    ),
    ends: /a Hibernatable WebSocket cannot have more than 10 tags/,
  },
  {
    rule: "ws-tags",
    title: "a long one",
    source: withPair(`this.ctx.acceptWebSocket(server, ["${"x".repeat(257)}"]);`),
    ends: /is longer than the max tag length \(256 characters\)/,
  },
  {
    rule: "ws-send-before-accept",
    source: withPair(`server.send("hi");\n    this.ctx.acceptWebSocket(server);\n    return "sent";`),
    ends: /You must call one of accept\(\) or state\.acceptWebSocket\(\) on this WebSocket before sending messages/,
  },
  {
    rule: "ws-binary-type-blob",
    source: withPair(`client.accept();
    server.accept();
    const length = new Promise((resolve) => {
      server.addEventListener("message", (event) => resolve(new Uint8Array(event.data).length));
    });
    client.send(new Uint8Array([1, 2, 3]));
    return length;`),
    ends: "0",
    fix: { title: "Set `binaryType`", answers: "3" },
  },
];
