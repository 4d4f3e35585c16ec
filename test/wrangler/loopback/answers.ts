import type { Binding, Deployment, Script, Version } from "./account.ts";

const author_email = "somebody@example.com";

/** Bindings as the API writes them. */
export function bindingsOf(bindings: readonly Binding[]): readonly unknown[] {
  return bindings.map(({ name, className, scriptName }) => ({
    type: "durable_object_namespace",
    name,
    class_name: className,
    ...(scriptName !== undefined && { script_name: scriptName }),
  }));
}

/** A version as the API describes it; `migrationTag` is that of the Worker. */
export function versionOf({ versions }: Script, version: Version, migrationTag?: string): unknown {
  return {
    id: version.id,
    number: versions.indexOf(version) + 1,
    metadata: { created_on: version.createdOn, author_email, source: "wrangler" },
    annotations: annotationsOf(version.message, version.tag),
    startup_time_ms: 3,
    resources: {
      script: { etag: "etag", handlers: ["fetch"] },
      bindings: bindingsOf(version.bindings),
      script_runtime: { ...(migrationTag !== undefined && { migration_tag: migrationTag }) },
    },
  };
}

/** A deployment as the API describes it. */
export function deploymentOf({ id, createdOn, shares, message }: Deployment): unknown {
  return {
    id,
    source: "wrangler",
    strategy: "percentage",
    author_email,
    created_on: createdOn,
    annotations: annotationsOf(message, undefined),
    versions: [...shares].map(([version_id, percentage]) => ({ version_id, percentage })),
  };
}

/** What of a Worker another one refers to. */
export function referencesOf(other: Script, script: Script): readonly unknown[] {
  return other.bindings
    .filter((each) => each.scriptName === script.name)
    .map((each) => ({ service: other.name, environment: "production", durable_object_namespace_name: each.className }));
}

function annotationsOf(message: string | undefined, tag: string | undefined): unknown {
  return {
    ...(message !== undefined && { "workers/message": message }),
    ...(tag !== undefined && { "workers/tag": tag }),
  };
}
