import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { newId } from "./account.ts";
import { acceptOf, FrameReader, frameOf, opcodes } from "./frames.ts";

/** What `POST scripts/:name/tails` answers. */
export interface TailRecord {
  readonly id: string;
  readonly url: string;
  readonly expires_at: string;
}

/** The live logs of deployed Workers: a WebSocket each, which wrangler opens at the address that the API gives it. */
export class Tails {
  /** Tail → Worker. */
  readonly #workers = new Map<string, string>();
  readonly #open = new Map<Duplex, string>();

  /** @param origin such as `ws://127.0.0.1:1234` */
  create(worker: string, origin: string): TailRecord {
    const id = newId();
    this.#workers.set(id, worker);
    return { id, url: `${origin}/tails/${id}`, expires_at: "2026-11-01T06:00:00Z" };
  }

  /** `DELETE scripts/:name/tails/:id`, which wrangler sends when it ends. */
  remove(id: string): void {
    this.#workers.delete(id);
  }

  /** How many tails were created and not removed. */
  get left(): number {
    return this.#workers.size;
  }

  /** How many sockets follow a Worker. */
  following(worker: string): number {
    return [...this.#open.values()].filter((each) => each === worker).length;
  }

  /** Sends an event to whoever follows a Worker. */
  emit(worker: string, event: object): void {
    const frame = frameOf(opcodes.text, Buffer.from(JSON.stringify(event)));
    for (const [socket, name] of this.#open) if (name === worker) socket.write(frame);
  }

  /** Breaks the connections, as a restart of the network does; wrangler opens new ones. */
  cut(): void {
    for (const socket of this.#open.keys()) socket.destroy();
    this.#open.clear();
  }

  /** Takes the requests for sockets of a server. */
  serve(server: Server): void {
    server.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
      const worker = this.#workers.get(/^\/tails\/(.+)$/.exec(request.url ?? "")?.[1] ?? "");
      if (worker === undefined) socket.destroy();
      else this.#accept(worker, request, socket);
    });
  }

  #accept(worker: string, request: IncomingMessage, socket: Duplex): void {
    const frames = new FrameReader();
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#open.delete(socket));
    socket.on("data", (chunk: Buffer) => {
      for (const { opcode, payload } of frames.push(chunk)) {
        if (opcode === opcodes.ping) socket.write(frameOf(opcodes.pong, payload));
        if (opcode === opcodes.close) socket.end(frameOf(opcodes.close, payload));
        // The first thing that wrangler says: from now on it listens.
        if (opcode === opcodes.text) this.#open.set(socket, worker);
      }
    });
    const head = [
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Accept: ${acceptOf(request.headers["sec-websocket-key"] ?? "")}`,
      "Sec-WebSocket-Protocol: trace-v1",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
  }
}
