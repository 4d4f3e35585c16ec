import { createServer } from "node:net";

/** Ports that were given away and not given back: whoever asked for one may not have bound it yet. */
const givenAway = new Set<number>();

/** The wanted port if nobody listens on it, otherwise a free one that the system chooses; until it is given back. */
export async function freePort(wanted?: number): Promise<number> {
  const port = wanted !== undefined && !givenAway.has(wanted) && (await isFree(wanted)) ? wanted : await anyFree();
  givenAway.add(port);
  return port;
}

/** Gives ports back, so that the next session gets them again. */
export function giveBack(ports: readonly number[]): void {
  for (const port of ports) givenAway.delete(port);
}

async function isFree(port: number): Promise<boolean> {
  // wrangler listens on `localhost`, which is one address or the other.
  const results = await Promise.all(["127.0.0.1", "::1"].map(async (host) => listenOnce(port, host)));
  return results.every((result) => result !== "taken");
}

async function anyFree(): Promise<number> {
  const port = await listenOnce(0, "127.0.0.1");
  if (typeof port !== "number") throw new Error("There is no free port on 127.0.0.1.");
  return givenAway.has(port) ? anyFree() : port;
}

/** The port that could be bound; `unsupported` where the machine has no such address. */
async function listenOnce(port: number, host: string): Promise<number | "taken" | "unsupported"> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EADDRINUSE" || error.code === "EACCES" ? "taken" : "unsupported"),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : "unsupported"));
    });
  });
}
