import { entryOf, type Draft, type Table, type Value } from "./draft.ts";
import { arrayAt, tableAt } from "./places.ts";
import type { Random } from "./random.ts";
import { isTable } from "./write.ts";

/** Changes a draft in a way that is rare and that wrangler has nothing against. */
type Oddity = (draft: Draft, random: Random) => void;

/**
 * Puts one to four oddities into a draft, so that what is rare is met with and without a mistake; some would hide or repeat
 * a mistake, and go only where there is none.
 */
export function addOddities(draft: Draft, random: Random, hasMistake: boolean): void {
  const possible = hasMistake ? harmless : [...harmless, ...telling];
  for (const add of random.shuffled(possible).slice(0, random.int(1, 4))) add(draft, random);
  if (random.chance(0.3)) draft.config = Object.fromEntries(random.shuffled(Object.entries(draft.config)));
}

const top = (fields: Table): Oddity => {
  return ({ config }) => {
    for (const [key, value] of Object.entries(fields)) config[key] ??= structuredClone(value);
  };
};

/** Other bindings stand in every environment, as wrangler wants it. */
const everywhere = (key: string, value: Value): Oddity => {
  return ({ config }) => {
    for (const scope of scopesOf(config)) scope[key] ??= structuredClone(value);
  };
};

const harmless: readonly Oddity[] = [
  top({ $schema: "node_modules/wrangler/config-schema.json", send_metrics: false, keep_vars: true }),
  top({ observability: { enabled: true, head_sampling_rate: 0.5 }, placement: { mode: "smart" }, workers_dev: true }),
  top({ routes: [{ pattern: "example.com/*", zone_name: "example.com" }], triggers: { crons: ["*/5 * * * *"] } }),
  top({ minify: true, keep_names: false, upload_source_maps: true, limits: { cpu_ms: 50 }, logpush: false }),
  top({ rules: [{ type: "Text", globs: ["**/*.sql"], fallthrough: true }], alias: { fs: "./nothing.js" } }),
  everywhere("define", { VERSION: '"1"' }),
  everywhere("services", [{ binding: "API", service: "another-worker", entrypoint: "Api" }]),
  everywhere("d1_databases", [{ binding: "DB", database_name: "db", database_id: "0123" }]),
  everywhere("r2_buckets", [{ binding: "FILES", bucket_name: "files" }]),
  everywhere("queues", { producers: [{ binding: "JOBS", queue: "jobs" }], consumers: [{ queue: "jobs" }] }),
  everywhere("ai", { binding: "AI" }),
  everywhere("analytics_engine_datasets", [{ binding: "EVENTS", dataset: "events" }]),
  everywhere("version_metadata", { binding: "VERSION_INFO" }),
  everywhere("tail_consumers", [{ service: "tail" }]),
  everywhere("send_email", [{ name: "MAIL" }]),
  everywhere("unsafe", { metadata: { build: "1" } }),
  everywhere("secrets_store_secrets", [{ binding: "KEY", store_id: "0123", secret_name: "key" }]),
  emptyLists,
  workflow,
  misleadingText,
  windowsLines,
  renamedExport,
];

const telling: readonly Oddity[] = [secondBinding, workerExport, container, preview, entrypointClass];

/** Two names for one class. */
function secondBinding({ config }: Draft): void {
  for (const scope of scopesOf(config)) {
    const bindings = arrayAt(tableAt(scope, "durable_objects"), "bindings");
    const [first] = bindings;
    if (isTable(first)) bindings.push({ ...first, name: "$second_name" });
  }
}

function emptyLists({ config }: Draft): void {
  for (const scope of scopesOf(config)) {
    const steps = Array.isArray(scope["migrations"]) ? scope["migrations"] : [];
    for (const step of steps) if (isTable(step)) step["deleted_classes"] ??= [];
  }
}

function workflow(draft: Draft, random: Random): void {
  everywhere("workflows", [{ binding: "FLOW", name: "flow", class_name: "Flow" }])(draft, random);
  addSource(
    draft,
    'import { WorkflowEntrypoint } from "cloudflare:workers";\nexport class Flow extends WorkflowEntrypoint {}\n',
  );
}

/** An entry of `exports` that is about something else than Durable Objects. */
function workerExport(draft: Draft): void {
  if (draft.dialect === "migrations") return;
  for (const scope of scopesOf(draft.config))
    if (isTable(scope["exports"])) scope["exports"]["Api"] = { type: "worker" };
  addSource(
    draft,
    'import { WorkerEntrypoint } from "cloudflare:workers";\nexport class Api extends WorkerEntrypoint {}\n',
  );
}

function container(draft: Draft, random: Random): void {
  if (draft.dialect !== "exports") return;
  const name = random.pick(draft.live);
  const image = "registry.cloudflare.com/0123456789abcdef0123456789abcdef/runner:1";
  for (const scope of scopesOf(draft.config)) scope["containers"] = [{ name: "runner", class_name: name, image }];
}

function preview({ config }: Draft): void {
  const [first] = arrayAt(tableAt(config, "durable_objects"), "bindings");
  if (first !== undefined) config["previews"] = { durable_objects: { bindings: [structuredClone(first)] } };
}

/** A Worker whose handlers are methods of a class. */
function entrypointClass(draft: Draft): void {
  const entry = entryOf(draft);
  const source = draft.sources[entry] ?? "";
  draft.sources[entry] = source.replace(
    /export default \{[^]*$/,
    `import { WorkerEntrypoint } from "cloudflare:workers";
export default class Main extends WorkerEntrypoint {
  async fetch() {
    return new Response("ok");
  }
}
`,
  );
}

/** Comments and strings that look like code. */
function misleadingText(draft: Draft): void {
  addSource(
    draft,
    "// export class Commented extends DurableObject {}\nconst text = `\nexport class Quoted extends DurableObject {}\n`;\nvoid text;\n",
  );
}

function windowsLines(draft: Draft): void {
  for (const [file, text] of Object.entries(draft.sources)) draft.sources[file] = text.replaceAll("\n", "\r\n");
}

/** A helper that is exported under several names beside the classes. */
function renamedExport(draft: Draft): void {
  addSource(
    draft,
    "function help() {}\nexport { help as helpOne, help as helpTwo };\nexport type Help = typeof help;\n",
    ".ts",
  );
}

/** Puts text in front of the entry; not of a service worker's, which has no exports. */
function addSource(draft: Draft, text: string, ending = ""): void {
  const entry = entryOf(draft);
  const source = draft.sources[entry] ?? "";
  if (entry.endsWith(ending) && source.includes("export default")) draft.sources[entry] = text + source;
}

/** The top level and every environment. */
function scopesOf(config: Table): readonly Table[] {
  const environments = isTable(config["env"]) ? Object.values(config["env"]).filter((each) => isTable(each)) : [];
  return [config, ...environments];
}
