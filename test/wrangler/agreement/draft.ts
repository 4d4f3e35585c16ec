import type { Random } from "./random.ts";

/** A plain value of a configuration, open to changes. */
export type Value = string | number | boolean | null | Value[] | Table;
// oxlint-disable-next-line typescript/consistent-indexed-object-style -- a type that contains itself has to be an interface
export interface Table {
  [key: string]: Value;
}

export type Dialect = "migrations" | "exports";

/** A project before it is written down. */
export interface Draft {
  config: Table;
  readonly sources: Record<string, string>;
  readonly format: "toml" | "json" | "jsonc";
  readonly dialect: Dialect;
  /** The environment that wrangler is asked for; null for none. */
  readonly environment: string | null;
  /** The classes that live at the end. */
  readonly live: readonly string[];
}

export const classNames = [
  "Room",
  "Counter",
  "Lobby",
  "ChatServer",
  "RateLimiter",
  "Session",
  "Game",
  "Presence",
  "Agenda",
];

/** A project that wrangler has nothing to say against. */
export function cleanDraft(random: Random, wanted: Partial<Pick<Draft, "format" | "dialect">> = {}): Draft {
  const format = wanted.format ?? random.pick(["toml", "json", "jsonc"] as const);
  const dialect = wanted.dialect ?? random.pick(["migrations", "exports"] as const);
  const history = makeHistory(random);
  const { live } = history;
  const main = random.pick(["src/index.ts", "src/index.js", "worker.ts", "src/worker"]);
  const config: Table = {
    name: random.pick(["chat", "my-worker", "api_2", "w"]),
    main,
    compatibility_date: random.pick(["2026-11-01", "2026-04-07", "2025-12-01", "2024-09-23"]),
  };
  if (random.chance(0.3)) config["compatibility_flags"] = ["nodejs_compat"];
  if (random.chance(0.3)) config["vars"] = { GREETING: "hello", LIMIT: 3 };
  if (random.chance(0.2)) config["kv_namespaces"] = [{ binding: "CACHE", id: "0123456789abcdef0123456789abcdef" }];
  config["durable_objects"] = durableObjects(random, live);
  Object.assign(config, dialect === "migrations" ? { migrations: history.migrations } : { exports: history.exports });
  const environments = random.chance(0.4) ? random.shuffled(["staging", "production"]).slice(0, random.int(1, 2)) : [];
  if (environments.length > 0) config["env"] = named(random, environments, config);
  const environment = environments.length > 0 && random.chance(0.7) ? random.pick(environments) : null;
  const still = dialect === "exports" ? history.handedOver : [];
  return { config, sources: sources(random, main, [...live, ...still]), format, dialect, environment, live };
}

interface History {
  readonly live: readonly string[];
  /** Classes whose objects were renamed or given away, and that the code may still export. */
  readonly handedOver: readonly string[];
  readonly migrations: Table[];
  readonly exports: Table;
}

/** One to six steps in which classes come, are renamed and go; at least one lives at the end. */
function makeHistory(random: Random): History {
  const names = [...random.shuffled(classNames)];
  const live: string[] = [];
  const exports: Table = {};
  const take = (): string => names.pop() ?? `Extra${names.length}`;
  const create = (step: Table): void => {
    const count = random.int(1, 2);
    const created = Array.from({ length: count }, take).filter((name) => !live.includes(name));
    step[random.chance(0.15) ? "new_classes" : "new_sqlite_classes"] = created;
    for (const name of created) exports[name] = { type: "durable-object", storage: "sqlite" };
    live.push(...created);
  };
  const steps = random.int(1, 6);
  const migrations = Array.from({ length: steps }, (_, index): Table => {
    const step: Table = { tag: tagOf(random, index) };
    const roll = random.next();
    if (index === 0 || live.length < 2 || (roll < 0.4 && names.length > 2)) create(step);
    else if (roll < 0.7 && names.length > 2) {
      const from = live.splice(random.int(0, live.length - 1), 1)[0] ?? "";
      const to = take();
      step["renamed_classes"] = [{ from, to }];
      for (const [name, entry] of Object.entries(exports)) {
        if (isRenamedTo(entry, from)) exports[name] = { type: "durable-object", state: "deleted" };
      }
      exports[from] = { type: "durable-object", state: "renamed", renamed_to: to };
      exports[to] = { type: "durable-object", storage: "sqlite" };
      live.push(to);
    } else {
      const gone = live.splice(random.int(0, live.length - 1), 1)[0] ?? "";
      step["deleted_classes"] = [gone];
      for (const [name, entry] of Object.entries(exports)) {
        if (isRenamedTo(entry, gone)) exports[name] = { type: "durable-object", state: "deleted" };
      }
      exports[gone] = { type: "durable-object", state: "deleted" };
    }
    return step;
  });
  return { live, handedOver: [], migrations, exports };
}

function isRenamedTo(entry: Value | undefined, name: string): boolean {
  return typeof entry === "object" && entry !== null && !Array.isArray(entry) && entry["renamed_to"] === name;
}

function tagOf(random: Random, index: number): string {
  return random.chance(0.8) ? `v${index + 1}` : `2026-0${index + 1}`;
}

function durableObjects(random: Random, live: readonly string[]): Table {
  const bound = live.filter((_, index) => index === 0 || random.chance(0.8));
  const bindings = bound.map((name): Table => ({ name: bindingName(name), class_name: name }));
  if (random.chance(0.15)) bindings.push({ name: "REMOTE", class_name: "Elsewhere", script_name: "other-worker" });
  const strategy: Table = random.chance(0.15) ? { code_update_strategy: { mode: "deferred", max_delay: 60 } } : {};
  return { bindings, ...strategy };
}

/** `ChatServer` → `CHAT_SERVER`. */
export function bindingName(className: string): string {
  return className.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}

/** Environments have to repeat every binding; some have a name or a lifecycle of their own. */
function named(random: Random, names: readonly string[], top: Table): Table {
  return Object.fromEntries(
    names.map((name): [string, Table] => {
      const environment: Table = {};
      if (random.chance(0.3)) environment["name"] = `own-${name}`;
      for (const key of ["durable_objects", "vars", "kv_namespaces"]) {
        const value = top[key];
        if (value !== undefined) environment[key] = structuredClone(value);
      }
      const lifecycle = top["migrations"] === undefined ? "exports" : "migrations";
      if (random.chance(0.3)) environment[lifecycle] = structuredClone(top[lifecycle] ?? null);
      return [name, environment];
    }),
  );
}

const handler = `export default {
  async fetch(request, env) {
    return new Response("ok");
  },
};
`;

function sources(random: Random, main: string, classes: readonly string[]): Record<string, string> {
  const entry = main.endsWith("worker") && !main.includes(".") ? `${main}.ts` : main;
  const folder = entry.includes("/") ? "src/" : "";
  const ending = entry.slice(entry.lastIndexOf("."));
  const files: Record<string, string> = {};
  const lines = ['import { DurableObject } from "cloudflare:workers";'];
  for (const name of classes) {
    const other = `${folder}${name.toLowerCase()}${ending}`;
    const declared = `import { DurableObject } from "cloudflare:workers";\nexport class ${name} extends DurableObject {}\n`;
    switch (random.int(0, 6)) {
      case 0:
        files[other] = declared;
        lines.push(`export { ${name} } from "./${name.toLowerCase()}";`);
        break;
      case 1:
        files[other] = declared;
        lines.push(`export * from "./${name.toLowerCase()}";`);
        break;
      case 2:
        files[other] = declared.replace(name, `${name}Impl`);
        lines.push(`import { ${name}Impl } from "./${name.toLowerCase()}";\nexport { ${name}Impl as ${name} };`);
        break;
      case 3:
        lines.push(`export const ${name} = class extends DurableObject {};`);
        break;
      case 4:
        lines.push(
          `const wrap${name} = (base) => base;\nexport const ${name} = wrap${name}(class extends DurableObject {});`,
        );
        break;
      default:
        lines.push(`export class ${name} extends DurableObject {\n  async hello() {\n    return "${name}";\n  }\n}`);
    }
  }
  files[entry] = `${lines.join("\n")}\n${handler}`;
  return files;
}

/** The path of the file that `main` means. */
export function entryOf({ config, sources: files }: Pick<Draft, "config" | "sources">): string {
  const main = String(config["main"]);
  return main in files ? main : `${main}.ts`;
}
