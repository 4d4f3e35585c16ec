import type { EnvironmentConfig } from "../../config/model.ts";
import { child, childItems, childString, type ConfigNode, type StringNode } from "../../config/tree.ts";
import type { Span } from "../../text/span.ts";

/** A name that code reads from `env`, and what stands behind it. */
export interface EnvName {
  readonly name: string;
  readonly span: Span;
  /** The key of the configuration it comes from: `durable_objects`, `kv_namespaces`, `vars`, … */
  readonly kind: string;
}

/** The lists of bindings whose items carry the name under `binding` (config-schema.json of wrangler 4.164). */
const listsWithBinding = [
  "kv_namespaces",
  "r2_buckets",
  "d1_databases",
  "services",
  "workflows",
  "vectorize",
  "hyperdrive",
  "analytics_engine_datasets",
  "mtls_certificates",
  "dispatch_namespaces",
  "pipelines",
  "secrets_store_secrets",
  "worker_loaders",
  "vpc_services",
] as const;

const listsWithName = ["send_email", "ratelimits"] as const;

/** Single bindings: an object with `binding`. */
const objectsWithBinding = ["ai", "browser", "images", "version_metadata", "media", "stream"] as const;

const mapsOfNames = ["vars", "wasm_modules", "text_blobs", "data_blobs"] as const;

/**
 * Every name of `env` that an environment's own configuration gives, Durable Objects last, so that of two with the same
 * name it is the Durable Object's that comes second. They all share one name space.
 */
export function envNames(environment: EnvironmentConfig): readonly EnvName[] {
  const { node } = environment;
  return [
    ...listsWithBinding.flatMap((kind) =>
      childItems(node, kind).flatMap((item) => named(kind, childString(item, "binding"))),
    ),
    ...listsWithName.flatMap((kind) =>
      childItems(node, kind).flatMap((item) => named(kind, childString(item, "name"))),
    ),
    ...objectsWithBinding.flatMap((kind) => named(kind, childString(child(node, kind), "binding"))),
    ...childItems(child(node, "queues"), "producers").flatMap((item) => named("queues", childString(item, "binding"))),
    ...childItems(child(node, "unsafe"), "bindings").flatMap((item) => named("unsafe", childString(item, "name"))),
    ...named("assets", childString(child(node, "assets"), "binding")),
    ...childItems(child(node, "secrets"), "required").flatMap((item) => named("secrets", item)),
    ...mapsOfNames.flatMap((kind) => keysOf(kind, child(node, kind))),
    ...environment.bindings.flatMap((each) => named("durable_objects", each.name)),
  ];
}

function named(kind: string, node: ConfigNode | StringNode | undefined): readonly EnvName[] {
  return node?.kind === "string" ? [{ name: node.value, span: node.span, kind }] : [];
}

function keysOf(kind: string, node: ConfigNode | undefined): readonly EnvName[] {
  return node?.kind === "object" ? node.properties.map((each) => ({ name: each.key, span: each.keySpan, kind })) : [];
}
