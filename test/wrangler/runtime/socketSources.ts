import { withClass } from "./sources.ts";

/** The method that takes a socket in the way that lets the object hibernate. */
export const accepting = `  async fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }`;

export const echo = `  async webSocketMessage(ws, message) {
    ws.send(\`heard \${message}\`);
  }`;

export const answering = `  async webSocketClose(ws, code, reason) {
    ws.close(code === 1005 || code === 1006 || code === 1015 ? 1000 : code, reason);
  }`;

/** A client that answers with what it hears within half a second, or with the code of the close. */
const client = `async function connect(stub) {
  const { webSocket } = await stub.fetch("https://do/", { headers: { Upgrade: "websocket" } });
  webSocket.accept();
  return webSocket;
}
async function hear(stub, message) {
  const socket = await connect(stub);
  const heard = new Promise((resolve) => socket.addEventListener("message", ({ data }) => resolve(data)));
  socket.send(message);
  return Promise.race([heard, scheduler.wait(500).then(() => "nothing")]);
}
async function close(stub, ...how) {
  const socket = await connect(stub);
  const closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  socket.close(...how);
  return Promise.race([closed, scheduler.wait(500).then(() => "nothing")]);
}`;

/** A module whose class X has these members, and whose handler answers with what `call` gives: `hear` or `close`. */
export function withSockets(members: readonly string[], call: string): string {
  return withClass(`export class X extends DurableObject {\n${members.join("\n\n")}\n}\n${client}`, call);
}
