import { ApiFailure, type Account, type Script } from "./account.ts";
import { bindingsOf, deploymentOf, referencesOf, versionOf } from "./answers.ts";
import { readUpload } from "./multipart.ts";
import type { Tails } from "./tails.ts";
import { deployScript, deployVersions, uploadVersion } from "./upload.ts";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
  readonly isAuthorised: boolean;
  /** Where sockets are opened: `ws://127.0.0.1:1234`. */
  readonly socketOrigin: string;
}

/** What the API keeps. */
export interface ApiState {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly tails: Tails;
}

interface DeploymentBody {
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
  readonly annotations?: { readonly "workers/message"?: string };
}

/** The `result` of a request, or undefined where no route knows it; throws what the API refuses. */
export async function answer(state: ApiState, request: ApiRequest): Promise<unknown> {
  const { accounts } = state;
  const user = userRoute(state, request);
  if (user !== undefined) return user;
  const match = /^\/accounts\/([^/]+)(\/.*)$/.exec(request.path);
  const account = accounts.get(match?.[1] ?? "");
  if (match === null) return undefined;
  if (account === undefined) throw new ApiFailure(10_000, "Authentication error", { status: 403 });
  const rest = match[2] ?? "";
  const tail = tailRoute(state.tails, account, rest, request);
  if (tail !== undefined) return tail;
  return (
    (await scriptRoute(account, rest, request)) ?? serviceRoute(account, rest, request) ?? accountRoute(account, rest)
  );
}

function userRoute({ accounts }: ApiState, { path }: ApiRequest): unknown {
  const all = [...accounts.values()].map(({ id, name }) => ({ id, name }));
  switch (path) {
    case "/user":
      return { id: "user", email: "somebody@example.com" };
    case "/user/tokens/verify":
      return { id: "token", status: "active" };
    case "/accounts":
      return all;
    case "/memberships":
      return all.map((account) => ({ id: `membership-${account.id}`, account }));
    default:
      return undefined;
  }
}

function accountRoute({ scripts }: Account, rest: string): unknown {
  if (rest === "/workers/durable_objects/namespaces") {
    return [...scripts.values()].flatMap((script) =>
      [...script.namespaces].map(([name, { id, storage }]) => ({
        id,
        name: `${script.name}_${name}`,
        script: script.name,
        class: name,
        use_sqlite: storage === "sqlite",
      })),
    );
  }
  if (rest === "/workers/subdomain") return { subdomain: "acme" };
  if (rest === "/storage/kv/namespaces" || rest.startsWith("/workers/domains/records")) return [];
  return rest.startsWith("/workers/tails/by-consumer/") ? [] : undefined;
}

function tailRoute(tails: Tails, account: Account, rest: string, request: ApiRequest): unknown {
  const [, name = "", id] = /^\/workers\/scripts\/([^/]+)\/tails(?:\/(.+))?$/.exec(rest) ?? [];
  if (name === "") return undefined;
  if (!account.scripts.has(decodeURIComponent(name))) throw notFound();
  if (request.method === "POST") return tails.create(decodeURIComponent(name), request.socketOrigin);
  tails.remove(id ?? "");
  return {};
}

async function scriptRoute(account: Account, rest: string, request: ApiRequest): Promise<unknown> {
  const match = /^\/workers\/(?:scripts|workers)\/([^/]+)(\/.*)?$/.exec(rest);
  if (match === null) return undefined;
  const name = decodeURIComponent(match[1] ?? "");
  const key = `${request.method} ${match[2] ?? ""}`;
  if (key === "PUT ") {
    const { version, reconciliation } = deployScript(
      account,
      name,
      await readUpload(request.body, request.contentType),
    );
    return {
      id: name,
      etag: "etag",
      deployment_id: version.id.replaceAll("-", ""),
      startup_time_ms: 3,
      ...(reconciliation && { exports_reconciliation: reconciliation }),
    };
  }
  const script = account.scripts.get(name);
  if (script === undefined) throw notFound();
  if (key === "POST /versions") {
    const version = uploadVersion(account, script, await readUpload(request.body, request.contentType));
    return versionOf(script, version);
  }
  return knownScript(account, script, key, request);
}

function knownScript(account: Account, script: Script, key: string, request: ApiRequest): unknown {
  switch (key) {
    case "GET ":
    case "GET /subdomain":
    case "POST /subdomain":
      if (key.startsWith("POST")) script.isOnWorkersDev = true;
      return {
        enabled: script.isOnWorkersDev,
        previews_enabled: script.isOnWorkersDev,
        subdomain: { enabled: script.isOnWorkersDev, previews_enabled: script.isOnWorkersDev },
      };
    case "GET /secrets":
      return script.secrets.map((name) => ({ name, type: "secret_text" }));
    case "GET /deployments":
      return { deployments: script.deployments.map(deploymentOf) };
    case "POST /deployments": {
      const { versions, annotations }: DeploymentBody = JSON.parse(request.body.toString());
      const deployed = deployVersions(script, {
        shares: new Map(versions.map((each) => [each.version_id, each.percentage])),
        message: annotations?.["workers/message"],
        isForced: request.query.get("force") === "true",
      });
      return deploymentOf(deployed);
    }
    case "GET /settings":
    case "GET /script-settings":
      return { bindings: bindingsOf(script.bindings), tags: script.tags };
    case "PATCH /script-settings":
      return { tags: script.tags };
    case "GET /schedules":
      return { schedules: [] };
    case "GET /versions":
      return { items: script.versions.map((each) => versionOf(script, each)) };
    case "GET /references":
      return { durable_objects: [...account.scripts.values()].flatMap((other) => referencesOf(other, script)) };
    default: {
      const version = script.versions.find((each) => key === `GET /versions/${each.id}`);
      return version && versionOf(script, version, script.migrationTag);
    }
  }
}

function serviceRoute(account: Account, rest: string, { method }: ApiRequest): unknown {
  const match = /^\/workers\/services\/([^/]+)(?:\/environments\/production(\/.*)?)?$/.exec(rest);
  if (match === null) return undefined;
  const name = decodeURIComponent(match[1] ?? "");
  const script = account.scripts.get(name);
  if (script === undefined) throw notFound();
  if (method === "DELETE") {
    account.scripts.delete(name);
    return {};
  }
  const metadata = {
    environment: "production",
    script: {
      tag: `tag-${name}`,
      tags: script.tags,
      last_deployed_from: script.lastDeployedFrom,
      ...(script.migrationTag !== undefined && { migration_tag: script.migrationTag }),
      compatibility_date: "2026-11-01",
    },
  };
  switch (match[2]) {
    case undefined:
      return rest.includes("/environments/") ? metadata : { id: name, default_environment: metadata };
    case "/bindings":
      return bindingsOf(script.bindings);
    case "/subdomain":
      return { enabled: script.isOnWorkersDev, previews_enabled: script.isOnWorkersDev };
    case "/routes":
      return [];
    default:
      return undefined;
  }
}

function notFound(): ApiFailure {
  return new ApiFailure(10_090, "workers.api.error.service_not_found", { status: 404 });
}
