import type { Draft } from "./draft.ts";
import type { Mistake, Planted } from "./mistakes.ts";
import { arrayAt, inheritedFrom, scopeOf, someBinding, tableAt } from "./places.ts";

/** A mistake in one of the bindings. */
function inBinding(rule: string, change: (place: ReturnType<typeof someBinding>) => Planted["at"]): Mistake {
  return { rule, plant: (draft, random) => ({ at: change(someBinding(draft, random)) }) };
}

/** A mistake in `durable_objects`. */
function inObjects(rule: string, change: (place: ReturnType<typeof scopeOf>) => Planted["at"]): Mistake {
  return {
    rule,
    plant: (draft) => {
      const { table, path } = scopeOf(draft);
      return { at: change({ table: tableAt(table, "durable_objects"), path: [...path, "durable_objects"] }) };
    },
  };
}

/** A mistake in a key of the asked-for environment. */
function inScope(rule: string, change: (place: ReturnType<typeof scopeOf>, draft: Draft) => Planted["at"]): Mistake {
  return { rule, plant: (draft) => ({ at: change(scopeOf(draft), draft) }) };
}

/** The shape of the configuration, apart from the lifecycle. */
export const configMistakes: readonly Mistake[] = [
  inBinding("binding-missing-name", ({ table, path }) => {
    delete table["name"];
    return { path, part: "value" };
  }),
  inBinding("binding-missing-name", ({ table, path }) => {
    table["name"] = 5;
    return { path: [...path, "name"], part: "value" };
  }),
  inBinding("binding-missing-class-name", ({ table, path }) => {
    delete table["class_name"];
    return { path, part: "value" };
  }),
  inBinding("binding-missing-class-name", ({ table, path }) => {
    table["class"] = table["class_name"] ?? "";
    delete table["class_name"];
    return { path: [...path, "class"], part: "key" };
  }),
  inObjects("binding-not-object", ({ table, path }) => {
    const bindings = arrayAt(table, "bindings");
    bindings.push("COUNTER");
    return { path: [...path, "bindings", bindings.length - 1], part: "value" };
  }),
  inBinding("binding-script-name-type", ({ table, path }) => {
    table["script_name"] = 5;
    return { path: [...path, "script_name"], part: "value" };
  }),
  inBinding("binding-environment-without-script", ({ table, path }) => {
    table["environment"] = "production";
    return { path: [...path, "environment"], part: "key" };
  }),
  inBinding("binding-unknown-field", ({ table, path }) => {
    table["sqlite"] = true;
    return { path: [...path, "sqlite"], part: "key" };
  }),
  inObjects("durable-objects-shape", ({ table, path }) => {
    table["bindings"] = arrayAt(table, "bindings")[0] ?? {};
    return { path: [...path, "bindings"], part: "value" };
  }),
  inScope("durable-objects-shape", ({ table, path }) => {
    table["durable_objects"] = arrayAt(tableAt(table, "durable_objects"), "bindings");
    return { path: [...path, "durable_objects"], part: "value" };
  }),
  inObjects("durable-objects-unknown-field", ({ table, path }) => {
    table["classes"] = ["Room"];
    return { path: [...path, "classes"], part: "key" };
  }),
  inObjects("code-update-strategy-invalid", ({ table, path }) => {
    table["code_update_strategy"] = { mode: "later" };
    return { path: [...path, "code_update_strategy", "mode"], part: "value" };
  }),
  inObjects("code-update-strategy-invalid", ({ table, path }) => {
    table["code_update_strategy"] = { mode: "deferred", max_delay: 90_000 };
    return { path: [...path, "code_update_strategy", "max_delay"], part: "value" };
  }),
  {
    rule: "binding-duplicate-name",
    plant: (draft, random) => {
      const { table, path } = someBinding(draft, random);
      const bindings = arrayAt(tableAt(scopeOf(draft).table, "durable_objects"), "bindings");
      bindings.push({ name: table["name"] ?? "", class_name: table["class_name"] ?? "" });
      return { at: { path: [...path.slice(0, -1), bindings.length - 1, "name"], part: "value" } };
    },
  },
  {
    rule: "binding-duplicate-name",
    plant: (draft, random) => {
      const { table, path } = someBinding(draft, random);
      scopeOf(draft).table["vars"] = { [String(table["name"])]: "taken" };
      if (draft.environment === null && draft.config["env"] !== undefined) return undefined;
      return { at: { path: [...path, "name"], part: "value" } };
    },
  },
  inScope("top-level-unknown-field", ({ table, path }) => {
    table["durable_object"] = { bindings: [] };
    return { path: [...path, "durable_object"], part: "key" };
  }),
  inScope("legacy-env-removed", (_, { config }) => {
    config["legacy_env"] = true;
    return { path: ["legacy_env"], part: "key" };
  }),
  inScope("worker-name-invalid", ({ table, path }) => {
    table["name"] = "My Worker";
    return { path: [...path, "name"], part: "value" };
  }),
  inScope("compat-date-invalid", ({ table, path }) => {
    table["compatibility_date"] = "2026-13-45";
    return { path: [...path, "compatibility_date"], part: "value" };
  }),
  inScope("compat-date-invalid", ({ table, path }) => {
    table["compatibility_date"] = "2026–11–01";
    return { path: [...path, "compatibility_date"], part: "value" };
  }),
  inScope("compat-date-missing", (_, { config }) => {
    delete config["compatibility_date"];
    return { path: ["name"], part: "key" };
  }),
  inScope("worker-name-missing", (_, { config, environment }) => {
    if (environment !== null) delete tableAt(tableAt(config, "env"), environment)["name"];
    delete config["name"];
    return { path: ["main"], part: "key" };
  }),
  inScope("main-not-found", (_, { config }) => {
    config["main"] = "src/nowhere.ts";
    return { path: ["main"], part: "value" };
  }),
  inScope("unsafe-do-binding", ({ table, path }) => {
    table["unsafe"] = { bindings: [{ name: "RAW", type: "durable_object_namespace", class_name: "Room" }] };
    return { path: [...path, "unsafe", "bindings", 0, "type"], part: "value" };
  }),
  {
    rule: "env-binding-not-in-environment",
    plant: (draft) => {
      if (draft.environment === null) return undefined;
      const { table, path } = scopeOf(draft);
      delete table["durable_objects"];
      delete table["unsafe"];
      return { at: { path, part: "key" } };
    },
  },
  {
    rule: "env-binding-not-in-environment",
    plant: (draft) => {
      if (draft.environment === null) return undefined;
      const { table, path } = scopeOf(draft);
      const bindings = arrayAt(tableAt(table, "durable_objects"), "bindings");
      if (bindings.length < 2) return undefined;
      bindings.pop();
      return { at: { path: [...path, "durable_objects", "bindings"], part: "key" } };
    },
  },
  {
    rule: "toml-key-under-wrong-table",
    wants: { format: "toml" },
    plant: (draft) => {
      const { config } = draft;
      delete config["compatibility_flags"];
      delete config["env"];
      if (draft.environment !== null) return undefined;
      return {
        at: { file: "config", text: "compatibility_flags" },
        rewrite: (text) => {
          const header = /^\[\[(durable_objects\.bindings|migrations)\]\]\n/m;
          return header.test(text) ? text.replace(header, "$&compatibility_flags = []\n") : undefined;
        },
      };
    },
  },
  {
    rule: "config-syntax",
    plant: (_, random) => {
      const roll = random.next();
      return {
        at: "wrangler's line",
        rewrite: (text) => {
          const marks = [...text.matchAll(/[",\]}=:]/g)].map((found) => found.index);
          const at = marks[Math.floor(roll * marks.length)] ?? 0;
          return text.slice(0, at) + text.slice(at + 1);
        },
      };
    },
  },
  {
    rule: "pages-do-needs-script-name",
    plant: (draft) => {
      const { config } = draft;
      if (config["env"] !== undefined) return undefined;
      for (const key of ["main", "migrations", "exports"]) delete config[key];
      Object.assign(config, { name: "site", pages_build_output_dir: "dist" });
      delete tableAt(config, "durable_objects")["code_update_strategy"];
      return {
        at: { path: ["durable_objects", "bindings", 0, "class_name"], part: "value" },
        command: ["pages", "deploy"],
      };
    },
  },
  ...containerMistakes(),
];

function containerMistakes(): readonly Mistake[] {
  const image = "registry.cloudflare.com/0123456789abcdef0123456789abcdef/runner:1";
  return [
    inScope("container-do-link", ({ table, path }) => {
      table["containers"] = [{ name: "runner", image }];
      return { path: [...path, "containers", 0, "name"], part: "value" };
    }),
    inScope("container-do-link", ({ table, path }) => {
      table["containers"] = [{ name: "runner", class_name: "Nobody", image }];
      return { path: [...path, "containers", 0, "class_name"], part: "value" };
    }),
    {
      rule: "container-do-link",
      plant: (draft, random) => {
        const { table, path } = scopeOf(draft);
        const className = someBinding(draft, random).table["class_name"] ?? "";
        if (isKeyValue(draft, String(className))) return undefined;
        table["containers"] = [
          { name: "one", class_name: className, image },
          { name: "two", class_name: className, image },
        ];
        return { at: { path: [...path, "containers", 1, "class_name"], part: "value" } };
      },
    },
    {
      rule: "container-do-link",
      wants: { dialect: "exports" },
      plant: (draft, random) => {
        const { table } = scopeOf(draft);
        const className = String(someBinding(draft, random).table["class_name"]);
        const lifecycle = inheritedFrom(draft, "exports");
        if (draft.config["env"] !== undefined) return undefined;
        tableAt(tableAt(lifecycle.table, "exports"), className)["container"] = "runer";
        table["containers"] = [{ name: "runner", image }];
        return { at: { path: [...lifecycle.path, "exports", className, "container"], part: "value" } };
      },
    },
  ];
}

function isKeyValue({ config }: Draft, className: string): boolean {
  return JSON.stringify(config["migrations"] ?? []).includes(`"new_classes":["${className}"`);
}
