import { entryOf, type Draft, type Value } from "./draft.ts";
import type { Mistake, Planted } from "./mistakes.ts";
import { arrayAt, inheritedFrom, scopeOf, someBinding, someEntry, someStep, tableAt, type Place } from "./places.ts";
import type { Random } from "./random.ts";
import { isTable } from "./write.ts";

type Change = (place: Place, random: Random, draft: Draft) => Planted["at"] | undefined;

/** A mistake in one of the migrations. */
function inStep(rule: string, change: Change): Mistake {
  return {
    rule,
    wants: { dialect: "migrations" },
    plant: (draft, random) => planted(change(someStep(draft, random), random, draft)),
  };
}

/** A mistake in a new migration behind the others. */
function inNewStep(rule: string, change: Change): Mistake {
  return {
    rule,
    wants: { dialect: "migrations" },
    plant: (draft, random) => {
      const { table, path } = inheritedFrom(draft, "migrations");
      const steps = arrayAt(table, "migrations");
      const step = { tag: "last" };
      steps.push(step);
      return planted(change({ table: step, path: [...path, "migrations", steps.length - 1] }, random, draft));
    },
  };
}

/** A mistake in an entry of `exports` that has a state. */
function inEntry(
  rule: string,
  state: string,
  change: (place: Place & { name: string }, random: Random) => Planted["at"],
): Mistake {
  return {
    rule,
    wants: { dialect: "exports" },
    plant: (draft, random) => {
      const entry = someEntry(draft, random, state);
      return entry && planted(change(entry, random));
    },
  };
}

/** A mistake in a further entry of `exports`, of a class that is nowhere else. */
function inNewEntry(rule: string, entry: Value, part: "key" | "value", property?: string): Mistake {
  return {
    rule,
    wants: { dialect: "exports" },
    plant: (draft) => {
      const { table, path } = inheritedFrom(draft, "exports");
      tableAt(table, "exports")["Former"] = structuredClone(entry);
      if (entry === null && draft.format === "toml") return undefined;
      return { at: { path: [...path, "exports", "Former", ...(property === undefined ? [] : [property])], part } };
    },
  };
}

function planted(at: Planted["at"] | undefined): Planted | undefined {
  return at === undefined ? undefined : { at };
}

const durableObject = "durable-object";

/** The lifecycle, in both of its spellings. */
export const lifecycleMistakes: readonly Mistake[] = [
  {
    rule: "do-missing-lifecycle",
    plant: (draft, random) => {
      if (draft.config["env"] !== undefined) return undefined;
      const { table } = someBinding(draft, random);
      tableAt(draft.config, "durable_objects")["bindings"] = [table];
      delete draft.config["migrations"];
      delete draft.config["exports"];
      return { at: { path: ["durable_objects", "bindings", 0, "class_name"], part: "value" } };
    },
  },
  {
    rule: "exports-and-migrations",
    wants: { dialect: "migrations" },
    plant: (draft) => {
      const { table, path } = inheritedFrom(draft, "migrations");
      const exports = Object.fromEntries(draft.live.map((name) => [name, { type: durableObject, storage: "sqlite" }]));
      table["exports"] = exports;
      return { at: { path: [...path, "exports"], part: "key" } };
    },
  },
  inEntry("exports-entry-type", "created", ({ table, path }) => {
    table["type"] = "durable_object";
    return { path: [...path, "type"], part: "value" };
  }),
  inNewEntry("exports-entry-type", { state: "deleted" }, "key"),
  inNewEntry("exports-entry-type", null, "value"),
  inNewEntry("exports-entry-type", "sqlite", "value"),
  inEntry("exports-storage-required", "created", ({ table, path }) => {
    delete table["storage"];
    return { path, part: "key" };
  }),
  inEntry("exports-storage-required", "created", ({ table, path }) => {
    table["storage"] = "kv";
    return { path: [...path, "storage"], part: "value" };
  }),
  inEntry("exports-state-invalid", "created", ({ table, path }) => {
    table["state"] = "live";
    return { path: [...path, "state"], part: "value" };
  }),
  inEntry("exports-forbidden-property", "created", ({ table, path }) => {
    table["script_name"] = "other";
    return { path: [...path, "script_name"], part: "key" };
  }),
  inNewEntry(
    "exports-forbidden-property",
    { type: durableObject, state: "deleted", storage: "sqlite" },
    "key",
    "storage",
  ),
  inNewEntry("exports-renamed-to", { type: durableObject, state: "renamed" }, "key"),
  inNewEntry(
    "exports-renamed-to",
    { type: durableObject, state: "renamed", renamed_to: "my-class" },
    "value",
    "renamed_to",
  ),
  inNewEntry(
    "exports-renamed-to",
    { type: durableObject, state: "renamed", renamed_to: "Former" },
    "value",
    "renamed_to",
  ),
  inNewEntry("exports-transfer-fields", { type: durableObject, state: "transferred" }, "key"),
  inNewEntry(
    "exports-transfer-fields",
    { type: durableObject, state: "transferred", transferred_to: "" },
    "value",
    "transferred_to",
  ),
  inStep("migration-tag-required", ({ table, path }) => {
    delete table["tag"];
    return { path, part: "value" };
  }),
  inStep("migration-tag-required", ({ table, path }) => {
    table["tag"] = 1;
    return { path: [...path, "tag"], part: "value" };
  }),
  inNewStep("migration-unknown-field", ({ table, path }) => {
    table["classes_with_sqlite"] = ["Another"];
    return { path: [...path, "classes_with_sqlite"], part: "key" };
  }),
  inNewStep("migration-shape", ({ table, path }) => {
    table["new_sqlite_classes"] = "Another";
    return { path: [...path, "new_sqlite_classes"], part: "value" };
  }),
  inNewStep("migration-shape", ({ table, path }) => {
    table["deleted_classes"] = [1];
    return { path: [...path, "deleted_classes", 0], part: "value" };
  }),
  inNewStep("migration-shape", ({ table, path }) => {
    table["renamed_classes"] = [{ old: "A", new: "B" }];
    return { path: [...path, "renamed_classes", 0], part: "value" };
  }),
  {
    rule: "toml-migrations-single-table",
    wants: { dialect: "migrations", format: "toml" },
    plant: (draft) => {
      const { config } = draft;
      if (config["env"] !== undefined) return undefined;
      const steps = arrayAt(config, "migrations");
      const isSimple = steps.every((step) => isTable(step) && step["renamed_classes"] === undefined);
      if (!isSimple || steps.length > 1) return undefined;
      config["migrations"] = steps[0] ?? {};
      return { at: { path: ["migrations"], part: "value" } };
    },
  },
  inNewStep("migration-create-existing", ({ table, path }, random, { live }) => {
    table[random.pick(["new_sqlite_classes", "new_classes"])] = [random.pick(live)];
    return { path: [...path, Object.keys(table).at(-1) ?? "", 0], part: "value" };
  }),
  inNewStep("migration-delete-missing", ({ table, path }) => {
    table["deleted_classes"] = ["Nobody"];
    return { path: [...path, "deleted_classes", 0], part: "value" };
  }),
  inNewStep("migration-rename-missing", ({ table, path }, _, draft) => {
    table["renamed_classes"] = [{ from: "Nobody", to: "Somebody" }];
    const entry = entryOf(draft);
    draft.sources[entry] += "export class Somebody extends DurableObject {}\n";
    return { path: [...path, "renamed_classes", 0, "from"], part: "value" };
  }),
  {
    rule: "migration-transferred-invisible",
    wants: { dialect: "migrations" },
    plant: (draft) => {
      const { table, path } = inheritedFrom(draft, "migrations");
      const steps = arrayAt(table, "migrations");
      steps.push({ tag: "in", transferred_classes: [{ from: "Theirs", from_script: "other", to: "Ours" }] });
      steps.push({ tag: "out", deleted_classes: ["Ours"] });
      return { at: { path: [...path, "migrations", steps.length - 1, "deleted_classes", 0], part: "value" } };
    },
  },
  {
    rule: "migrations-service-worker",
    wants: { dialect: "migrations" },
    plant: (draft) => {
      const { table } = scopeOf(draft);
      for (const each of [table, draft.config]) delete each["durable_objects"];
      for (const each of Object.values(isTable(draft.config["env"]) ? draft.config["env"] : {})) {
        if (isTable(each)) delete each["durable_objects"];
      }
      draft.sources[entryOf(draft)] = 'addEventListener("fetch", (event) => event.respondWith(new Response("ok")));\n';
      const { path } = inheritedFrom(draft, "migrations");
      return { at: { path: [...path, "migrations"], part: "key" } };
    },
  },
];
