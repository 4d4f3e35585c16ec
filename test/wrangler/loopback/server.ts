import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ApiFailure, type Account } from "./account.ts";
import { Oauth } from "./oauth.ts";
import { answer, type ApiRequest } from "./routes.ts";
import { Tails } from "./tails.ts";

/** Something that goes wrong on the way, for the requests that match. */
export interface Fault {
  /** Tested against `PUT /accounts/…`. */
  readonly on: RegExp;
  readonly kind: "error500" | "cutBefore" | "cutAfter" | "slow" | ApiFailure;
  /** How many matching requests it befalls; Infinity for all. */
  times: number;
  /** For `slow`: how long the answer takes (ms). */
  readonly delay?: number;
}

/** An API on the loopback interface that keeps accounts in memory and answers like Cloudflare's. */
export interface Loopback {
  /** For `CLOUDFLARE_API_BASE_URL`. */
  readonly url: string;
  /** The variables that make wrangler use this API; `CLOUDFLARE_API_TOKEN` or a login has to come with them. */
  readonly variables: Readonly<Record<string, string>>;
  readonly accounts: Map<string, Account>;
  readonly faults: Fault[];
  /** `PUT /accounts/…` of every request, in order. */
  readonly requests: string[];
  /** Requests that no route answers: what the API here does not know yet. */
  readonly unknown: string[];
  readonly tails: Tails;
  readonly oauth: Oauth;
  readonly close: () => Promise<void>;
}

/** Starts the API on a free port of 127.0.0.1. */
export async function startLoopback(...accounts: readonly Account[]): Promise<Loopback> {
  const state = {
    accounts: new Map(accounts.map((each) => [each.id, each])),
    faults: [] as Fault[],
    requests: [] as string[],
    unknown: [] as string[],
    tails: new Tails(),
    oauth: new Oauth(),
  };
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  state.tails.serve(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    ...state,
    url,
    variables: {
      CLOUDFLARE_API_BASE_URL: url,
      WRANGLER_AUTH_URL: `${url}/oauth2/auth`,
      WRANGLER_TOKEN_URL: `${url}/oauth2/token`,
      WRANGLER_REVOKE_URL: `${url}/oauth2/revoke`,
      // Asked whether it stands behind Cloudflare Access; nobody answers, which means no.
      WRANGLER_AUTH_DOMAIN: new URL(url).host,
    },
    async close() {
      state.tails.cut();
      await close(server);
    },
  };
}

type State = Pick<Loopback, "accounts" | "faults" | "requests" | "unknown" | "tails" | "oauth">;

async function handle(state: State, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? "/", "http://loopback");
  const login = state.oauth.answer(url.pathname, url.searchParams, body.toString());
  if (login !== undefined) {
    if ("redirect" in login) response.writeHead(302, { location: login.redirect }).end();
    else send(response, 200, login.json);
    return;
  }
  const line = `${incoming.method} ${url.pathname}`;
  state.requests.push(line);
  const fault = state.faults.find((each) => each.times > 0 && each.on.test(line));
  if (fault !== undefined) fault.times--;
  if (fault?.kind === "cutBefore") {
    response.destroy();
    return;
  }
  if (fault?.kind === "error500") {
    send(response, 500, {
      success: false,
      errors: [{ code: 10_013, message: "An unknown error has occurred." }],
      messages: [],
      result: null,
    });
    return;
  }
  if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.delay ?? 1000));
  const request: ApiRequest = {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    body,
    contentType: incoming.headers["content-type"] ?? "",
    isAuthorised: isAuthorised(state.oauth, incoming.headers.authorization),
    socketOrigin: `ws://${incoming.headers.host}`,
  };
  const refusal = fault?.kind instanceof ApiFailure ? fault.kind : undefined;
  const [status, envelope] = await enveloped(state, { request, line, refusal });
  if (fault?.kind === "cutAfter") response.destroy();
  else send(response, status, envelope);
}

function isAuthorised({ tokens }: Oauth, header: string | undefined): boolean {
  const token = /^Bearer (.*)$/.exec(header ?? "")?.[1] ?? "";
  return token === "loopback-token" || tokens.has(token);
}

interface Asked {
  readonly request: ApiRequest;
  readonly line: string;
  /** What is answered in place of the truth. */
  readonly refusal: ApiFailure | undefined;
}

async function enveloped(state: State, { request, line, refusal }: Asked): Promise<readonly [number, unknown]> {
  try {
    if (refusal !== undefined) throw refusal;
    if (!request.isAuthorised) throw new ApiFailure(10_000, "Authentication error", { status: 401 });
    const result = await answer(state, request);
    if (result === undefined) {
      state.unknown.push(line);
      throw new ApiFailure(7003, `Could not route to ${request.path}`, { status: 404 });
    }
    const info = Array.isArray(result)
      ? { result_info: { page: 1, per_page: 50, count: result.length, total_count: result.length, total_pages: 1 } }
      : {};
    return [200, { success: true, errors: [], messages: [], result, ...info }];
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const details = error.details === undefined ? {} : { meta: { details: error.details } };
    return [
      error.status,
      {
        success: false,
        errors: [{ code: error.code, message: error.message, ...details }],
        messages: [],
        result: null,
      },
    ];
  }
}

function send(response: ServerResponse, status: number, envelope: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(envelope));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
