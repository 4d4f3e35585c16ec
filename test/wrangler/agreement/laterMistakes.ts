import { cleanDraft, entryOf, type Draft, type Table } from "./draft.ts";
import { arrayAt, tableAt } from "./places.ts";
import type { Random } from "./random.ts";
import { isTable, writeConfig } from "./write.ts";

/** A project whose mistake only a running Worker or the API shows. */
export interface LaterProject {
  readonly title: string;
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
  /** What was deployed and committed before; undefined where nothing was. */
  readonly before: Readonly<Record<string, string>> | undefined;
  /** `wrangler dev`, with these configurations and a request to the Worker if it starts, or a deploy to the API. */
  readonly way: "dev" | "api";
  readonly configs: readonly string[];
  /** The words of the refusal. */
  readonly says: RegExp;
}

export interface LaterMistake {
  readonly rule: string;
  readonly way: LaterProject["way"];
  readonly says: RegExp;
  readonly dialect?: Draft["dialect"];
  /** Changes a clean draft; what it returns is written beside it. */
  readonly plant: (draft: Draft, random: Random) => Readonly<Record<string, string>> | undefined;
  /** Makes the draft what is deployed, and committed, first; if left out nothing is. */
  readonly before?: (draft: Draft) => void;
}

const noClass =
  /no such Durable Object class is exported|is not a constructor|Class extends value|does not provide an export|not exported|does not export/;

const live = { type: "durable-object", storage: "sqlite" };

/** What is stopped by `wrangler dev`, fails when it runs, or is refused by the API. */
export const laterMistakes: readonly LaterMistake[] = [
  {
    rule: "exports-live-class-not-exported",
    way: "dev",
    says: noClass,
    dialect: "exports",
    plant: ({ config }) => {
      tableAt(config, "exports")["Ghost"] = { ...live };
      return {};
    },
  },
  {
    rule: "migration-class-not-exported",
    way: "dev",
    says: noClass,
    dialect: "migrations",
    plant: ({ config }) => {
      arrayAt(config, "migrations").push({ tag: "last", new_sqlite_classes: ["Ghost"] });
      return {};
    },
  },
  {
    rule: "bound-class-not-exported-self-script",
    way: "dev",
    says: noClass,
    plant: ({ config }) => {
      bindingsOf(config).push({ name: "GHOST", class_name: "Ghost", script_name: config["name"] ?? "" });
      return {};
    },
  },
  {
    rule: "bound-class-not-exported-nobundle",
    way: "dev",
    says: noClass,
    plant: (draft) => {
      plain(draft, "index.js");
      draft.config["no_bundle"] = true;
      draft.config["main"] = "index.js";
      someBinding(draft)["class_name"] = "Ghost";
      return {};
    },
  },
  {
    rule: "compat-date-future",
    way: "dev",
    says: /compatibility date/i,
    plant: ({ config }, random) => {
      config["compatibility_date"] = `20${random.int(30, 60)}-01-01`;
      return {};
    },
  },
  {
    rule: "export-not-a-class",
    way: "dev",
    says: noClass,
    plant: (draft, random) => {
      const name = plain(draft, entryOf(draft));
      const value = random.pick(["42", '"a"', "() => 1"]);
      replace(
        draft,
        new RegExp(`export class ${name} extends DurableObject \\{[^]*?\\n\\}\\n`),
        `export const ${name} = ${value};\n`,
      );
      return {};
    },
  },
  {
    rule: "reexport-of-missing-name",
    way: "dev",
    says: noClass,
    plant: (draft) => {
      const entry = entryOf(draft);
      if (!entry.endsWith(".ts")) return undefined;
      const name = plain(draft, entry);
      replace(
        draft,
        new RegExp(`export class ${name} extends DurableObject \\{[^]*?\\n\\}\\n`),
        `export { ${name} } from "./empty";\n`,
      );
      return { [`${entry.startsWith("src/") ? "src/" : ""}empty.ts`]: "export const nothing = 1;\n" };
    },
  },
  {
    rule: "external-script-class-missing",
    way: "dev",
    says: /no such Durable Object namespace is defined|refers to a Durable Object namespace/,
    plant: ({ config }) => {
      bindingsOf(config).push({ name: "THEIRS", class_name: "Ghost", script_name: "neighbour" });
      const neighbour = {
        name: "neighbour",
        main: "index.js",
        compatibility_date: "2026-11-01",
        durable_objects: { bindings: [{ name: "OWN", class_name: "Own" }] },
        exports: { Own: live },
      };
      const source = 'import { DurableObject } from "cloudflare:workers";\nexport class Own extends DurableObject {}\n';
      const files = {
        "neighbour/wrangler.json": JSON.stringify(neighbour),
        "neighbour/index.js": `${source}export default { fetch: () => new Response("ok") };\n`,
      };
      return files;
    },
  },
  {
    rule: "ctx-exports-unavailable",
    way: "dev",
    says: /undefined/,
    plant: (draft) => {
      const name = plain(draft, entryOf(draft));
      draft.config["compatibility_date"] = "2025-11-01";
      handle(draft, `return new Response(await ctx.exports.${name}.getByName("a").hello());`);
      return {};
    },
  },
  {
    rule: "env-binding-missing",
    way: "dev",
    says: /undefined/,
    plant: (draft, random) => {
      plain(draft, entryOf(draft));
      const method = random.pick(['getByName("a")', 'idFromName("a")', "newUniqueId()"]);
      handle(draft, `return new Response(String(env.NOWHERE.${method}));`);
      return {};
    },
  },
  {
    rule: "rpc-compat-date",
    way: "dev",
    says: /is not a function|does not support RPC/,
    plant: (draft) => {
      plain(draft, entryOf(draft));
      draft.config["compatibility_date"] = "2024-01-01";
      delete draft.config["compatibility_flags"];
      const binding = String(someBinding(draft)["name"]);
      handle(
        draft,
        `const stub = env.${binding}.get(env.${binding}.idFromName("a"));\n    return new Response(await stub.hello());`,
      );
      return {};
    },
  },
  {
    rule: "sql-on-kv-class",
    way: "dev",
    says: /SQL is not enabled/,
    dialect: "migrations",
    plant: (draft) => {
      const name = plain(draft, entryOf(draft));
      draft.config["migrations"] = [{ tag: "v1", new_classes: [name] }];
      draft.config["compatibility_date"] = "2026-11-01";
      const binding = String(someBinding(draft)["name"]);
      replace(draft, /return "[A-Za-z]*";/, 'return String(this.ctx.storage.sql.exec("SELECT 1").one());');
      handle(draft, `return new Response(await env.${binding}.getByName("a").hello());`);
      return {};
    },
  },
  {
    rule: "migration-missing-for-binding",
    way: "api",
    says: /10061|not currently configured to implement Durable Objects/,
    dialect: "migrations",
    plant: (draft) => {
      plain(draft, entryOf(draft));
      bindingsOf(draft.config).push({ name: "NEWCOMER", class_name: "Newcomer" });
      draft.sources[entryOf(draft)] += "export class Newcomer extends DurableObject {}\n";
      return {};
    },
  },
  {
    rule: "migration-rename-onto-existing",
    way: "api",
    says: /10074|more than one migration/,
    dialect: "migrations",
    plant: (draft) => {
      const name = plain(draft, entryOf(draft));
      draft.config["migrations"] = [
        { tag: "v1", new_sqlite_classes: ["Former", name] },
        { tag: "v2", renamed_classes: [{ from: "Former", to: name }] },
      ];
      return {};
    },
  },
  {
    rule: "migration-delete-and-create-same-class",
    way: "api",
    says: /10074|more than one migration/,
    dialect: "migrations",
    plant: (draft) => {
      const name = plain(draft, entryOf(draft));
      draft.config["migrations"] = [
        { tag: "v1", new_sqlite_classes: [name] },
        { tag: "v2", deleted_classes: [name], new_sqlite_classes: [name] },
      ];
      return {};
    },
  },
  {
    rule: "migration-delete-still-bound",
    way: "api",
    says: /10061|removing the binding/,
    dialect: "migrations",
    before: (draft) => void plain(draft, entryOf(draft)),
    plant: (draft) => {
      const name = String(someBinding(draft)["class_name"]);
      arrayAt(draft.config, "migrations").push({ tag: "last", deleted_classes: [name] });
      return {};
    },
  },
  {
    rule: "exports-renamed-target-not-live",
    way: "api",
    says: /100402|reconciliation failed|renamed/i,
    dialect: "exports",
    before: withFormer,
    plant: (draft) => {
      dropFormer(draft);
      tableAt(draft.config, "exports")["Former"] = { type: "durable-object", state: "renamed", renamed_to: "Nowhere" };
      return {};
    },
  },
  {
    rule: "exports-deleted-class-still-exported",
    way: "api",
    says: /tombstone_delete_class_still_in_code|still/,
    dialect: "exports",
    before: withFormer,
    plant: (draft) => {
      tableAt(draft.config, "exports")["Former"] = { type: "durable-object", state: "deleted" };
      return {};
    },
  },
  {
    rule: "binding-to-tombstoned-class",
    way: "api",
    says: /100402|100406|10061|reconciliation failed/,
    dialect: "exports",
    before: (draft) => void plain(draft, entryOf(draft)),
    plant: (draft) => {
      tableAt(draft.config, "exports")[String(someBinding(draft)["class_name"])] = {
        type: "durable-object",
        state: "deleted",
      };
      return {};
    },
  },
  {
    rule: "do-class-removed-from-code",
    way: "api",
    says: /10064|does not export class|100402|reconciliation failed/,
    before: withFormer,
    plant: (draft) => {
      dropFormer(draft);
      return {};
    },
  },
];

/** Writes a project with the mistake; drafts that have no place for it are passed over. */
export function makeLater(random: Random, mistake: LaterMistake, title: string): LaterProject {
  for (let attempt = 0; attempt < 300; attempt++) {
    const draft = cleanDraft(random, mistake.dialect === undefined ? {} : { dialect: mistake.dialect });
    if (draft.config["env"] !== undefined || JSON.stringify(draft.config).includes("other-worker")) continue;
    const config = `wrangler.${draft.format}`;
    mistake.before?.(draft);
    const before = { ...draft.sources, [config]: writeConfig(random, draft) };
    const more = mistake.plant(draft, random);
    if (more === undefined) continue;
    const text = writeConfig(random, draft);
    return {
      title: `${title} (${draft.format}, ${draft.dialect})`,
      rule: mistake.rule,
      files: { ...draft.sources, ...more, [config]: text },
      before: mistake.before === undefined ? undefined : before,
      way: mistake.way,
      configs: [config, ...Object.keys(more).filter((name) => name.endsWith("wrangler.json"))],
      says: mistake.says,
    };
  }
  throw new Error(`No draft has a place for ${mistake.rule}.`);
}

function bindingsOf(config: Table): Table[string][] {
  return arrayAt(tableAt(config, "durable_objects"), "bindings");
}

function someBinding({ config }: Draft): Table {
  const found = bindingsOf(config).find((each) => isTable(each));
  if (!isTable(found)) throw new Error("There is no binding.");
  return found;
}

/** Makes the project one of a single class, bound and live, with a method; returns its name. */
function plain(draft: Draft, entry: string): string {
  const { config } = draft;
  const binding = someBinding(draft);
  const name = String(binding["class_name"]);
  tableAt(config, "durable_objects")["bindings"] = [binding];
  if (draft.dialect === "migrations") config["migrations"] = [{ tag: "v1", new_sqlite_classes: [name] }];
  else config["exports"] = { [name]: { ...live } };
  for (const file of Object.keys(draft.sources)) delete draft.sources[file];
  draft.sources[entry] = `import { DurableObject } from "cloudflare:workers";
export class ${name} extends DurableObject {
  async hello() {
    return "${name}";
  }
}
export default {
  async fetch(request, env, ctx) {
    return new Response("ok");
  },
};
`;
  return name;
}

const former = "export class Former extends DurableObject {}\n";

/** A second class that is live and exported, and not bound. */
function withFormer(draft: Draft): void {
  const entry = entryOf(draft);
  const name = plain(draft, entry);
  draft.sources[entry] += former;
  if (draft.dialect === "migrations")
    draft.config["migrations"] = [{ tag: "v1", new_sqlite_classes: [name, "Former"] }];
  else tableAt(draft.config, "exports")["Former"] = { ...live };
}

function dropFormer(draft: Draft): void {
  replace(draft, former, "");
}

function handle(draft: Draft, statement: string): void {
  replace(draft, 'return new Response("ok");', statement);
}

function replace(draft: Draft, what: string | RegExp, by: string): void {
  const entry = entryOf(draft);
  draft.sources[entry] = (draft.sources[entry] ?? "").replace(what, by);
}
