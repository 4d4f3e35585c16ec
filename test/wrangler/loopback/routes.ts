import { ApiFailure, type Account, type Binding, type Script, type Version } from "./account.ts";
import { readUpload } from "./multipart.ts";
import { deployScript, deployVersions, uploadVersion } from "./upload.ts";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
  readonly isAuthorised: boolean;
}

interface DeploymentBody {
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
}

type Accounts = ReadonlyMap<string, Account>;

/** The `result` of a request, or undefined where no route knows it; throws what the API refuses. */
export async function answer(accounts: Accounts, request: ApiRequest): Promise<unknown> {
  const user = userRoute(accounts, request);
  if (user !== undefined) return user;
  const match = /^\/accounts\/([^/]+)(\/.*)$/.exec(request.path);
  const account = accounts.get(match?.[1] ?? "");
  if (match === null) return undefined;
  if (account === undefined) throw new ApiFailure(10_000, "Authentication error", { status: 403 });
  const rest = match[2] ?? "";
  return (await scriptRoute(account, rest, request)) ?? serviceRoute(account, rest, request) ?? accountRoute(rest);
}

function userRoute(accounts: Accounts, { path }: ApiRequest): unknown {
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

function accountRoute(rest: string): unknown {
  if (rest === "/workers/subdomain") return { subdomain: "acme" };
  if (rest === "/storage/kv/namespaces" || rest.startsWith("/workers/domains/records")) return [];
  return rest.startsWith("/workers/tails/by-consumer/") ? [] : undefined;
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
    return versionOf(version);
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
      return { deployments: [deploymentOf(script)] };
    case "POST /deployments": {
      const { versions }: DeploymentBody = JSON.parse(request.body.toString());
      deployVersions(script, new Map(versions.map((each) => [each.version_id, each.percentage])));
      return { id: "deployment" };
    }
    case "GET /settings":
    case "GET /script-settings":
      return { bindings: bindingsOf(script.bindings), tags: script.tags };
    case "PATCH /script-settings":
      return { tags: script.tags };
    case "GET /schedules":
      return { schedules: [] };
    case "GET /versions":
      return { items: script.versions.map((each) => versionOf(each)) };
    case "GET /references":
      return { durable_objects: [...account.scripts.values()].flatMap((other) => referencesOf(other, script)) };
    default: {
      const version = script.versions.find((each) => key === `GET /versions/${each.id}`);
      return version && versionOf(version, script.migrationTag);
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

function bindingsOf(bindings: readonly Binding[]): readonly unknown[] {
  return bindings.map(({ name, className, scriptName }) => ({
    type: "durable_object_namespace",
    name,
    class_name: className,
    ...(scriptName !== undefined && { script_name: scriptName }),
  }));
}

function versionOf(version: Version, migrationTag?: string): unknown {
  return {
    id: version.id,
    number: 1,
    metadata: { created_on: "2026-11-01T00:00:00Z", author_email: "somebody@example.com", source: "wrangler" },
    annotations: {},
    startup_time_ms: 3,
    resources: {
      script: { etag: "etag", handlers: ["fetch"] },
      bindings: bindingsOf(version.bindings),
      script_runtime: { ...(migrationTag !== undefined && { migration_tag: migrationTag }) },
    },
  };
}

function deploymentOf(script: Script): unknown {
  return {
    id: "deployment",
    source: "wrangler",
    strategy: "percentage",
    author_email: "somebody@example.com",
    created_on: "2026-11-01T00:00:00Z",
    annotations: {},
    versions: [...script.deployed].map(([version_id, percentage]) => ({ version_id, percentage })),
  };
}

function referencesOf(other: Script, script: Script): readonly unknown[] {
  return other.bindings
    .filter((each) => each.scriptName === script.name)
    .map((each) => ({ service: other.name, environment: "production", durable_object_namespace_name: each.className }));
}
