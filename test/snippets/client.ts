import { setTimeout } from "node:timers/promises";

/** Talks to the tests' Worker while `wrangler dev` runs. */
export interface Client {
  /** Calls a method of an object by RPC. */
  call<T>(binding: string, name: string, method: string, ...args: readonly unknown[]): Promise<T>;
  /** A request to a path of the tests' Worker. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Opens a WebSocket to a path of the tests' Worker. */
  connect(path: string): Promise<Socket>;
}

/** An open WebSocket. */
export interface Socket {
  send(text: string): void;
  /** The next message that has not been read; fails after fifteen seconds. */
  next(): Promise<string>;
  /** Closes it without a code, and returns the code that it ends with. */
  close(): Promise<number>;
}

/** A client for the address that `wrangler dev` printed. */
export function createClient(url: string): Client {
  const get = (path: string, init?: RequestInit) => fetch(new URL(path, url), init);
  return {
    get,
    async call<T>(binding: string, name: string, method: string, ...args: readonly unknown[]) {
      const init = { method: "POST", body: JSON.stringify(args) };
      const response = await get(`/call/${binding}/${name}/${method}`, init);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} failed: ${text.slice(0, 200)}`);
      const value: T = JSON.parse(text);
      return value;
    },
    connect: (path) => connect(new URL(path, url.replace("http", "ws"))),
  };
}

/** The body of a response, read as JSON of a type that the caller knows. */
export async function json<T>(response: Response | Promise<Response>): Promise<T> {
  const value: T = JSON.parse(await (await response).text());
  return value;
}

/** Asks again until the answer is the wanted one, for a time in milliseconds; returns the last answer. */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean, time: number): Promise<T> {
  const end = Date.now() + time;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer) || Date.now() > end) return answer;
    await setTimeout(100);
  }
}

async function connect(url: URL): Promise<Socket> {
  const socket = new WebSocket(url);
  const messages: string[] = [];
  let wake = () => {};
  socket.addEventListener("message", (event) => {
    messages.push(String(event.data));
    wake();
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`There is no WebSocket at ${url.href}.`)));
  });
  return {
    send: (text) => socket.send(text),
    async next() {
      const timeout = AbortSignal.timeout(15_000);
      while (messages.length === 0 && !timeout.aborted)
        await Promise.race([new Promise<void>((resolve) => (wake = resolve)), setTimeout(100)]);
      const message = messages.shift();
      if (message === undefined) throw new Error("No message came within fifteen seconds.");
      return message;
    },
    close: () =>
      new Promise((resolve) => {
        socket.addEventListener("close", (event) => resolve(event.code));
        socket.close();
      }),
  };
}
